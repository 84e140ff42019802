package dev.wakeful.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Elapsed;
import dev.wakeful.future.Future;
import dev.wakeful.io.Copy;
import dev.wakeful.net.TcpHalves;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import dev.wakeful.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncRuntimeTest {
  enum Flavour {
    CURRENT_THREAD {
      @Override
      RuntimeBuilder builder() {
        return AsyncRuntime.builder().currentThread();
      }
    },
    TWO_WORKERS {
      @Override
      RuntimeBuilder builder() {
        return AsyncRuntime.builder().workers(2);
      }
    };

    abstract RuntimeBuilder builder();
  }

  @ParameterizedTest
  @EnumSource
  void aSleepIsNeverEarly(Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      for (int millis : new int[] {0, 1, 2, 5, 20}) {
        long start = System.nanoTime();
        runtime.blockOn(runtime.spawn(Time.sleep(Duration.ofMillis(millis))));
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(millis * 1_000_000L);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTimeoutEndsWhatWouldNeverEnd(Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      assertThatThrownBy(() -> runtime.blockOn(Future.pending().timeout(Duration.ofMillis(10))))
          .isInstanceOf(Elapsed.class)
          .hasMessageContaining("PT0.01S");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTimerSetByOneTaskWakesTheDriverThatWaitsLonger(Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      JoinHandle<Void> far = runtime.spawn(Time.sleep(Duration.ofHours(1)));
      runtime.blockOn(Time.sleep(Duration.ofMillis(1)));
      for (int i = 0; i < 50; i++) {
        runtime.blockOn(Time.sleep(Duration.ofMillis(1)).timeout(Duration.ofSeconds(20)));
      }
      far.abort();
      assertThatThrownBy(() -> runtime.blockOn(far)).isInstanceOf(TaskCancelled.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHundredClientsGetTheirEcho(Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      TcpListener listener = runtime.blockOn(TcpListener.bind("127.0.0.1", 0));
      JoinHandle<Void> server =
          runtime.spawn(
              listener.forEach(socket -> {
                TcpHalves halves = socket.split();
                Tasks.spawn(
                        Copy.of(halves.reader(), halves.writer())
                            .then(outcome -> {
                              socket.close();
                              return Future.ready("closed");
                            }))
                    .detach();
                return Future.ready("next");
              }));
      List<JoinHandle<String>> clients = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        clients.add(runtime.spawn(ask(listener, "hello " + i)));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(runtime.blockOn(clients.get(i))).isEqualTo("hello " + i);
      }
      server.abort();
    }
  }

  private static Future<String> ask(TcpListener listener, String question) {
    byte[] bytes = question.getBytes(StandardCharsets.UTF_8);
    ByteBuffer answer = ByteBuffer.allocate(bytes.length);
    return TcpStream.connect(listener.localAddress())
        .andThen(stream ->
            stream
                .writeAll(ByteBuffer.wrap(bytes))
                .andThen(written -> stream.readFully(answer))
                .map(read -> {
                  stream.close();
                  return new String(answer.array(), StandardCharsets.UTF_8);
                }));
  }

  @ParameterizedTest
  @EnumSource
  void namesAreResolvedOnTheBlockingPool(Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      TcpListener listener = runtime.blockOn(TcpListener.bind("localhost", 0));
      TcpStream stream =
          runtime.blockOn(TcpStream.connect("localhost", listener.localAddress().getPort()));
      assertThat(stream.remoteAddress().getPort()).isEqualTo(listener.localAddress().getPort());
    }
  }

  @ParameterizedTest
  @EnumSource
  void blockingCallsRunElsewhereAndTheirFailureComesBack(Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build()) {
      Thread caller = Thread.currentThread();
      Thread ran = runtime.blockOn(runtime.spawnBlocking(Thread::currentThread));
      assertThat(ran).isNotSameAs(caller);
      assertThat(ran.getName()).startsWith("wakeful-blocking-");
      IOException failure = new IOException("disk on fire");
      assertThatThrownBy(() ->
              runtime.blockOn(
                  runtime.spawnBlocking(() -> {
                    throw failure;
                  })))
          .isSameAs(failure);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-114")
  void sleepsAndSocketsOfAClosedRuntimeFail(Flavour flavour) throws Exception {
    AsyncRuntime runtime = flavour.builder().build();
    TcpListener listener = runtime.blockOn(TcpListener.bind("127.0.0.1", 0));
    Future<TcpStream> accept = listener.accept();
    runtime.close();
    assertThatThrownBy(() -> TestTask.of(accept).poll())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> runtime.blockOn(Time.sleep(Duration.ZERO)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the runtime wakeful is closed");
  }

  /// The last socket is closed while tasks keep the runtime busy, so that it never sleeps: the peer
  /// must see the end all the same.
  @ParameterizedTest
  @EnumSource
  void aSocketClosedWhileTheRuntimeIsBusyIsGivenBack(Flavour flavour) throws Exception {
    try (AsyncRuntime runtime = flavour.builder().build();
        ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      long before = openSockets();
      runtime.blockOn(
          TcpStream.connect((InetSocketAddress) peer.getLocalSocketAddress())
              .map(stream -> {
                stream.close();
                return "closed";
              })
              .andThen(closed -> spinUntil(() -> openSockets() <= before)));
      assertThat(openSockets()).isEqualTo(before);
    }
  }

  private static long openSockets() {
    try (java.util.stream.Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(AsyncRuntimeTest::isConnection).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isConnection(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static Future<Void> spinUntil(BooleanSupplier condition) {
    return Future.pollFn(cx -> {
      if (condition.getAsBoolean()) {
        return Poll.done();
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }

  @Test
  void closeWaitsForARunningBlockingCall() throws Exception {
    AsyncRuntime runtime = AsyncRuntime.builder().maxBlockingThreads(1).build();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    boolean[] finished = {false};
    runtime
        .spawnBlocking(() -> {
          started.countDown();
          go.await();
          finished[0] = true;
          return "x";
        })
        .detach();
    started.await();
    // close cancels the call that waits for the thread, and by that lets the other one go on
    JoinHandle<String> waiting = runtime.spawnBlocking(() -> "never started");
    assertThat(waiting.poll(Context.of(go::countDown)).isPending()).isTrue();
    runtime.close();
    assertThat(finished[0]).isTrue();
  }

  @Test
  void aThousandRuntimesLeaveNoThreadBehind() throws Exception {
    long before = workerThreads();
    for (int i = 0; i < 1000; i++) {
      try (AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build()) {
        runtime.spawn(Time.sleep(Duration.ofHours(1))).detach();
        if (i % 10 == 0) {
          runtime.blockOn(runtime.spawn(Tasks.yieldNow()));
        }
      }
    }
    assertThat(workerThreads()).isEqualTo(before);
  }

  private static long workerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().startsWith("wakeful-worker"))
        .count();
  }

  @Test
  void aBuilderRefusesNonsenseByName() {
    assertThatThrownBy(() -> AsyncRuntime.builder().workers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 worker, not 0");
    assertThatThrownBy(() -> AsyncRuntime.builder().maxBlockingThreads(0))
        .hasMessageContaining("not 0");
    assertThatThrownBy(() -> AsyncRuntime.builder().maxBlockingQueue(-1))
        .hasMessageContaining("not -1");
    assertThatThrownBy(() -> AsyncRuntime.builder().cooperationBudget(0))
        .hasMessageContaining("not 0");
    assertThatThrownBy(() -> AsyncRuntime.builder().name(" ")).hasMessageContaining("blank");
  }
}
