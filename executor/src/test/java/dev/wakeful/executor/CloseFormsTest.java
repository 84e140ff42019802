package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The ends that do not wait, that wait for a while, and those that come from odd places.
class CloseFormsTest {

  @ParameterizedTest
  @EnumSource
  @Tag("R-112")
  void closeNowIsLegalInATask(Flavour flavour) {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    Signal other = new Signal();
    fixture.executor.spawn(other).detach();
    JoinHandle<Void> closer =
        fixture.executor.spawn(
            Future.pollFn(cx -> {
              fixture.executor.closeNow(null);
              return Poll.pending();
            }));
    assertThatThrownBy(() -> fixture.executor.blockOn(closer))
        .isInstanceOfAny(TaskCancelled.class, IllegalStateException.class);
    fixture.close();
    assertThat(other.cancels).hasValue(1);
    assertThat(closer.isFinished()).isTrue();
    assertThat(fixture.driver.closes).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void everyOtherFormIsRefusedInATask(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      TaskExecutor executor = fixture.executor;
      List<Runnable> forms =
          List.of(
              executor::close,
              () -> executor.closeWithin(Duration.ofDays(1)),
              () -> executor.closeGracefully(Duration.ofDays(1)));
      for (Runnable form : forms) {
        JoinHandle<Void> inside =
            executor.spawn(
                Future.pollFn(cx -> {
                  form.run();
                  return Poll.done();
                }));
        assertThatThrownBy(() -> executor.blockOn(inside))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("was called on a thread that polls tasks")
            .hasMessageContaining("close");
      }
      assertThat(executor.blockOn(executor.spawn(Future.ready("alive")))).isEqualTo("alive");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-111")
  void closeWithinDoesNotWaitForAPollThatIsStuck(Flavour flavour) throws Exception {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Signal other = new Signal();
    fixture.executor.spawn(other).detach();
    fixture
        .executor
        .<Void>spawn(
            Future.pollFn(cx -> {
              stuck.countDown();
              release.await();
              return Poll.pending();
            }))
        .detach();
    // with one thread, somebody must lend it; he leaves when the poll is over
    Thread lender =
        Thread.ofPlatform()
            .start(() -> {
              try {
                fixture.executor.blockOn(Future.pending());
              } catch (Exception closed) {
                assertThat(closed).hasMessageContaining("is closed");
              }
            });
    stuck.await();
    fixture.executor.closeNow(null); // does not wait
    assertThat(fixture.executor.closeWithin(Duration.ofMillis(5))).isFalse();
    assertThat(fixture.driver.closes).hasValue(0);
    release.countDown();
    assertThat(fixture.executor.closeWithin(Duration.ofMinutes(1))).isTrue();
    lender.join();
    assertThat(other.cancels).hasValue(1);
    assertThat(fixture.driver.closes).hasValue(1);
  }

  /// Test 66 of the inventory: clean-up wakes, spawns and locks while everything goes down.
  @ParameterizedTest
  @EnumSource
  @Tag("R-113")
  void cleanUpThatWakesSpawnsAndLocksDoesNotDeadlock(Flavour flavour) {
    for (int round = 0; round < 30; round++) {
      ExecutorFixture fixture = new ExecutorFixture(flavour);
      ReentrantLock lock = new ReentrantLock();
      List<Signal> spawned = new ArrayList<>(); // guarded by lock
      List<JoinHandle<String>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Future<String> future =
            new Future<>() {
              @Override
              public Poll<String> poll(Context cx) {
                return Poll.pending();
              }

              @Override
              public void cancel() {
                lock.lock();
                try {
                  tasks.forEach(JoinHandle::abort); // wakes every other one
                  Signal inner = new Signal();
                  spawned.add(inner);
                  Tasks.spawn(inner).detach();
                } finally {
                  lock.unlock();
                }
              }
            };
        tasks.add(fixture.executor.spawn(future));
      }
      fixture.close();
      assertThat(tasks).allMatch(JoinHandle::isFinished);
      assertThat(spawned).hasSize(20).allSatisfy(each -> assertThat(each.cancels).hasValue(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void aVirtualThreadClosesAndAnInterruptStaysPending(Flavour flavour) throws Exception {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    Signal task = new Signal();
    fixture.executor.spawn(task).detach();
    AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
    Thread closer =
        Thread.ofVirtual()
            .start(() -> {
              Thread.currentThread().interrupt();
              fixture.close();
              interrupted.set(Thread.interrupted());
            });
    closer.join();
    assertThat(task.cancels).hasValue(1);
    assertThat(interrupted).hasValue(true);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void allThreadsAreGoneWhenCloseReturns(Flavour flavour) throws Exception {
    for (int round = 0; round < 20; round++) {
      ExecutorFixture fixture = new ExecutorFixture(flavour);
      fixture.executor.blockOn(fixture.executor.spawn(Tasks.yieldNow()));
      List<Thread> workers =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("test-worker"))
              .toList();
      assertThat(workers.size())
          .isEqualTo(
              switch (flavour) {
                case CURRENT_THREAD -> 0;
                case ONE_WORKER -> 1;
                case FOUR_WORKERS -> 4;
              });
      fixture.close();
      assertThat(workers).noneMatch(Thread::isAlive);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void everyFormAtOnceFromEightThreadsComesToTheSameEnd(Flavour flavour) throws Exception {
    for (int round = 0; round < 20; round++) {
      ExecutorFixture fixture = new ExecutorFixture(flavour);
      List<Signal> signals = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Signal signal = new Signal();
        signals.add(signal);
        fixture.executor.spawn(signal).detach();
      }
      List<Runnable> forms =
          List.of(
              fixture::close,
              () -> fixture.executor.closeWithin(Duration.ofMinutes(1)),
              () -> fixture.executor.closeNow(null),
              fixture.executor::requestShutdown);
      List<Thread> closers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        closers.add(Thread.ofPlatform().start(forms.get(i % forms.size())));
      }
      for (Thread closer : closers) {
        closer.join();
      }
      fixture.close();
      assertThat(signals).allSatisfy(signal -> assertThat(signal.cancels).hasValue(1));
      assertThat(fixture.driver.closes).hasValue(1);
    }
  }

  /// Test 67 of the inventory.
  @ParameterizedTest
  @EnumSource
  @Tag("R-115")
  void whatTasksSpawnWhileItClosesIsSettled(Flavour flavour) throws Exception {
    for (int round = 0; round < 5; round++) {
      ExecutorFixture fixture = new ExecutorFixture(flavour);
      ConcurrentLinkedQueue<JoinHandle<String>> handles = new ConcurrentLinkedQueue<>();
      CountDownLatch going = new CountDownLatch(1);
      for (int i = 0; i < 4; i++) {
        fixture
            .executor
            .<Void>spawn(
                Future.pollFn(cx -> {
                  for (int n = 0; n < 100 && handles.size() < 10_000; n++) {
                    handles.add(Tasks.spawn(new Signal()));
                  }
                  going.countDown();
                  cx.waker().wake();
                  return Poll.pending();
                }))
            .detach();
      }
      Thread lender =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  fixture.executor.blockOn(Future.pending());
                } catch (Exception closed) {
                  going.countDown();
                }
              });
      going.await();
      fixture.close();
      lender.join();
      assertThat(handles).isNotEmpty().allMatch(JoinHandle::isFinished);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-110")
  void afterTheWishOutsidersAreRefusedAndTasksGoOn(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      TaskExecutor executor = fixture.executor;
      Signal work = new Signal();
      JoinHandle<String> running =
          executor.spawn(
              Tasks.shutdownRequested()
                  .andThen(wish -> Tasks.spawn(work))
                  .map(inner -> inner + " inside"));
      executor.blockOn(Tasks.yieldNow());
      assertThat(executor.shutdown().isRequested()).isFalse();
      executor.blockOn(
          executor.spawn(
              Future.lazy(cx -> {
                executor.requestShutdown();
                return "asked";
              })));
      assertThat(executor.shutdown().isRequested()).isTrue();
      Signal late = new Signal();
      JoinHandle<String> refused = executor.spawn(late);
      assertThat(late.cancels).hasValue(1);
      assertThatThrownBy(() -> executor.blockOn(refused)).isInstanceOf(TaskCancelled.class);
      // a future in blockOn belongs to the work under way
      JoinHandle<String> ofRoot =
          executor.blockOn(Future.lazy(cx -> Tasks.spawn(Future.ready("root"))));
      assertThat(executor.blockOn(ofRoot)).isEqualTo("root");
      work.raise();
      assertThat(executor.blockOn(running)).isEqualTo("raised inside");
    }
  }

  @Test
  @Tag("R-116")
  void aWorkerThatIsLostEndsTheExecutorAndIsTold() throws Exception {
    IllegalStateException broken = new IllegalStateException("the driver is broken");
    CountDownLatch told = new CountDownLatch(1);
    AtomicReference<String> who = new AtomicReference<>();
    ParkingDriver driver =
        new ParkingDriver() {
          @Override
          public void turn(long nanos) {
            throw broken;
          }
        };
    FailureHandler handler =
        new FailureHandler() {
          @Override
          public void unjoined(String task, Throwable failure) {
            throw new AssertionError("no task has failed", failure);
          }

          @Override
          public void unhandled(String what, Throwable failure) {
            who.set(what + ": " + failure.getMessage());
            told.countDown();
          }
        };
    TaskExecutor executor =
        TaskExecutor.multiThread(new Setup(Env.system(), driver).name("lost").failures(handler), 2);
    Signal task = new Signal();
    executor.spawn(task).detach();
    assertThatThrownBy(() -> executor.blockOn(Future.pending()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the runtime lost is closed: it was shut down because of a failure")
        .hasCause(broken);
    told.await();
    assertThat(who.get()).startsWith("the thread lost-worker-").endsWith(": the driver is broken");
    executor.close();
    assertThat(task.cancels).hasValue(1);
    assertThat(driver.closes).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-18")
  void theFailureThatEndsItIsTheCauseOfWhatBlockOnThrows(Flavour flavour) {
    ExecutorFixture fixture = new ExecutorFixture(flavour);
    IllegalStateException fatal = new IllegalStateException("fatal");
    assertThatThrownBy(() ->
            fixture.executor.blockOn(
                Future.pollFn(cx -> {
                  fixture.executor.closeNow(fatal);
                  return Poll.pending();
                })))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(fatal);
    fixture.close();
    assertThatThrownBy(() -> fixture.executor.blockOn(Future.ready("x"))).hasCause(fatal);
  }
}
