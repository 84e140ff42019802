package dev.wakeful.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.sync.Oneshot;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import dev.wakeful.time.Time;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The end of a whole runtime.
class ShutdownTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  enum Flavour {
    CURRENT_THREAD,
    TWO_WORKERS;

    RuntimeBuilder builder() {
      RuntimeBuilder builder = AsyncRuntime.builder().name("ending");
      return this == CURRENT_THREAD ? builder.currentThread() : builder.workers(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void workUnderWayIsFinishedAndNothingNewIsTakenOn(Flavour flavour) {
    AsyncRuntime runtime = flavour.builder().build();
    AtomicInteger finished = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      runtime
          .spawn(
              Tasks.shutdownRequested()
                  .andThen(wish -> Time.sleep(Duration.ofMillis(1)))
                  .andThen(slept -> Tasks.spawn(Tasks.yieldNow()))
                  .map(yielded -> finished.incrementAndGet()))
          .detach();
    }
    ConcurrentLinkedQueue<JoinHandle<String>> refused = new ConcurrentLinkedQueue<>();
    runtime
        .spawn(
            Tasks.shutdownRequested()
                .andThen(wish ->
                    runtime.spawnBlocking(() ->
                        fromElsewhere(() -> refused.add(runtime.spawn(Future.ready("late")))))))
        .detach();
    CloseReport report = runtime.closeGracefully(MINUTE);
    assertThat(report).isEqualTo(new CloseReport(0, true));
    assertThat(report.isClean()).isTrue();
    assertThat(finished).hasValue(100);
    assertThat(refused).hasSize(1);
    assertThatThrownBy(() -> TestTask.of(refused.remove()).poll())
        .isInstanceOf(TaskCancelled.class);
  }

  /// Calls on a thread that the runtime knows nothing of.
  private static boolean fromElsewhere(Callable<Boolean> call) throws Exception {
    try (ExecutorService elsewhere = Executors.newSingleThreadExecutor()) {
      return elsewhere.submit(call).get();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void theDeadlineCutsOffAndCounts(Flavour flavour) {
    AsyncRuntime runtime = flavour.builder().build();
    AtomicInteger cancelled = new AtomicInteger();
    for (int i = 0; i < 7; i++) {
      runtime
          .spawn(
              new Future<String>() {
                @Override
                public Poll<String> poll(Context cx) {
                  return Poll.pending();
                }

                @Override
                public void cancel() {
                  cancelled.incrementAndGet();
                }
              })
          .detach();
    }
    long begun = System.nanoTime();
    CloseReport report = runtime.closeGracefully(Duration.ofMillis(50));
    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(50_000_000L);
    assertThat(report).isEqualTo(new CloseReport(7, true));
    assertThat(cancelled).hasValue(7);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void listenersCloseAtTheWishAndConnectionsGoOn(Flavour flavour) throws Exception {
    AsyncRuntime runtime = flavour.builder().build();
    TcpListener stream = runtime.blockOn(TcpListener.bind("127.0.0.1", 0));
    TcpListener single = runtime.blockOn(TcpListener.bind("127.0.0.1", 0));
    JoinHandle<Void> loop = runtime.spawn(stream.forEach(socket -> Future.ready("taken")));
    JoinHandle<TcpStream> accept = runtime.spawn(single.accept());
    runtime.blockOn(Tasks.yieldNow());
    runtime.requestShutdown();
    runtime.blockOn(loop); // it has come to its end
    assertThatThrownBy(() -> runtime.blockOn(accept))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is closed");
    untilRefused(stream.localAddress());
    assertThat(runtime.shutdown().isRequested()).isTrue();
    assertThat(runtime.closeGracefully(MINUTE).isClean()).isTrue();
  }

  /// Connects until nobody listens: the kernel goes on taking connections until the reactor lets go
  /// of the closed socket, at its next turn.
  private static void untilRefused(InetSocketAddress address) throws IOException {
    while (true) {
      try {
        new Socket(address.getAddress(), address.getPort()).close();
      } catch (ConnectException refused) {
        return;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-115")
  void blockingCallsAreFinishedInTimeAndDroppedByClose(Flavour flavour) throws Exception {
    AsyncRuntime graceful = flavour.builder().maxBlockingThreads(1).build();
    AtomicInteger ran = new AtomicInteger();
    for (int i = 0; i < 10; i++) {
      graceful.spawnBlocking(ran::incrementAndGet).detach();
    }
    assertThat(graceful.closeGracefully(MINUTE).blockingQuiet()).isTrue();
    assertThat(ran).hasValue(10);

    AsyncRuntime hasty = flavour.builder().maxBlockingThreads(1).build();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    hasty
        .spawnBlocking(() -> {
          started.countDown();
          release.await();
          return "ran";
        })
        .detach();
    started.await();
    JoinHandle<Integer> queued = hasty.spawnBlocking(ran::incrementAndGet);
    assertThat(hasty.closeGracefully(Duration.ofMillis(10)).blockingQuiet()).isFalse();
    assertThatThrownBy(() -> TestTask.of(queued).poll()).isInstanceOf(TaskCancelled.class);
    assertThat(hasty.closeWithin(Duration.ofMillis(1))).isFalse();
    release.countDown();
    assertThat(hasty.closeWithin(MINUTE)).isTrue();
    assertThat(ran).hasValue(10);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  @Tag("R-112")
  void inATaskTheFormThatWaitsIsRefusedAndTheOtherIsLegal(Flavour flavour) {
    AsyncRuntime runtime = flavour.builder().build();
    assertThatThrownBy(() ->
            runtime.blockOn(
                runtime.spawn(Future.lazy(cx -> runtime.closeGracefully(MINUTE).cancelledTasks()))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closeGracefully was called on a thread that polls tasks");
    assertThatThrownBy(() ->
            runtime.blockOn(
                Future.lazy(
                        cx -> {
                          runtime.closeNow();
                          return "closed";
                        })
                    .andThen(closed -> Future.pending())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the runtime ending is closed");
    runtime.close();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void ofSeveralDeadlinesTheNearestCounts(Flavour flavour) throws Exception {
    AsyncRuntime runtime = flavour.builder().build();
    runtime.spawn(Future.pending()).detach();
    List<Thread> closers = new ArrayList<>();
    AtomicInteger cancelled = new AtomicInteger();
    for (int i = 0; i < 8; i++) {
      Duration limit = i == 5 ? Duration.ofMillis(20) : Duration.ofHours(1);
      closers.add(
          Thread.ofPlatform()
              .start(() -> cancelled.addAndGet(runtime.closeGracefully(limit).cancelledTasks())));
    }
    for (Thread closer : closers) {
      closer.join();
    }
    assertThat(cancelled.get()).isBetween(1, 8);
    assertThat(runtime.aliveTasks()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void itWaitsForOneWhoIsInBlockOn(Flavour flavour) throws Exception {
    AsyncRuntime runtime = flavour.builder().build();
    AtomicBoolean finished = new AtomicBoolean();
    CountDownLatch inside = new CountDownLatch(1);
    Thread main =
        Thread.ofPlatform()
            .start(() -> {
              try {
                runtime.blockOn(
                    Future.lazy(
                            cx -> {
                              inside.countDown();
                              return "begun";
                            })
                        .andThen(begun -> Tasks.shutdownRequested())
                        .andThen(wish -> Time.sleep(Duration.ofMillis(20)))
                        .andThen(slept -> Tasks.spawn(Tasks.yieldNow())));
                finished.set(true);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    inside.await();
    assertThat(runtime.closeGracefully(MINUTE).isClean()).isTrue();
    main.join();
    assertThat(finished).isTrue();
  }

  /// Test 69 of the inventory.
  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void anIdleRuntimeClosesAtOnceHoweverFarItsTimers(Flavour flavour) throws Exception {
    AsyncRuntime runtime = flavour.builder().build();
    runtime.spawn(Time.sleep(Duration.ofSeconds(10_000))).detach();
    runtime.blockOn(Time.sleep(Duration.ofMillis(1)));
    long begun = System.nanoTime();
    runtime.close();
    assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-114")
  void channelsGoOnAfterTheEnd(Flavour flavour) throws Exception {
    var channel = Oneshot.<String>channel();
    try (AsyncRuntime runtime = flavour.builder().build()) {
      runtime.blockOn(runtime.spawn(Tasks.yieldNow()));
    }
    channel.sender().send("late");
    assertThat(TestTask.of(channel.receiver()).poll()).isEqualTo(Poll.ready("late"));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-18")
  void aFailureThatNobodyJoinedEndsTheRuntimeIfItIsToldTo(Flavour flavour) {
    List<Throwable> told = new ArrayList<>();
    IOException fatal = new IOException("fatal");
    AsyncRuntime runtime =
        flavour
            .builder()
            .onUnjoinedFailure((task, failure) -> told.add(failure))
            .shutDownOnUnjoinedFailure()
            .build();
    AtomicBoolean cancelled = new AtomicBoolean();
    runtime
        .spawn(
            new Future<String>() {
              @Override
              public Poll<String> poll(Context cx) {
                return Poll.pending();
              }

              @Override
              public void cancel() {
                cancelled.set(true);
              }
            })
        .detach();
    assertThatThrownBy(() ->
            runtime.blockOn(
                Future.lazy(
                        cx -> {
                          Tasks.spawn(Future.failed(fatal)).detach();
                          return "detached";
                        })
                    .andThen(spawned -> Future.pending())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the runtime ending is closed")
        .hasMessageContaining("because of a failure")
        .hasCause(fatal);
    runtime.close();
    assertThat(cancelled).isTrue();
    assertThat(told).containsExactly(fatal);
  }

  @Test
  @Tag("R-18")
  void aFailureOfABlockingCallEndsItToo() {
    IOException fatal = new IOException("fatal");
    AsyncRuntime runtime =
        AsyncRuntime.builder()
            .onUnjoinedFailure((task, failure) -> {})
            .shutDownOnUnjoinedFailure()
            .build();
    runtime
        .spawnBlocking(() -> {
          throw fatal;
        })
        .detach();
    assertThatThrownBy(() -> runtime.blockOn(Future.pending())).hasCause(fatal);
    runtime.close();
  }
}
