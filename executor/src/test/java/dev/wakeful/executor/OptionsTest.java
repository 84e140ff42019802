package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be asked of an executor.
@Timeout(60)
class OptionsTest {
  private final ParkingDriver driver = new ParkingDriver();
  private final Setup setup = new Setup(Env.system(), driver).name("asked").watchdog(false);

  /// None for a thread of its own, or so many workers.
  private TaskExecutor executor(int workers) {
    return workers == 0
        ? TaskExecutor.currentThread(setup)
        : TaskExecutor.multiThread(setup, workers);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  @Tag("R-12")
  void theEventIntervalIsKept(int workers) throws Exception {
    setup.eventInterval(5);
    try (TaskExecutor executor = executor(workers)) {
      AtomicInteger first = new AtomicInteger();
      AtomicInteger last = new AtomicInteger();
      executor.blockOn(
          executor.spawn(
              restless(
                  200,
                  poll -> {
                    (poll == 0 ? first : last).set(driver.turns.get());
                  })));
      assertThat(last.get() - first.get()).isBetween(200 / 5 - 2, 200 / 5 + 2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  @Tag("R-13")
  void workFromOutsideIsLookedForAsOftenAsAskedFor(int workers) throws Exception {
    setup.globalQueueInterval(3).eventInterval(1_000_000);
    try (TaskExecutor executor = executor(workers)) {
      int[] waited = {0};
      boolean[] ran = {false};
      executor.blockOn(
          executor.spawn(
              Future.pollFn(cx -> {
                if (waited[0] == 0) {
                  Thread outsider =
                      Env.system()
                          .threads()
                          .start(
                              "outsider",
                              () ->
                                  executor
                                      .spawn(
                                          Future.lazy(inner -> {
                                            ran[0] = true;
                                            return 0;
                                          }))
                                      .detach());
                  outsider.join();
                }
                waited[0]++;
                cx.waker().wake();
                return ran[0] ? Poll.done() : Poll.pending();
              })));
      assertThat(waited[0]).isLessThanOrEqualTo(5);
    }
  }

  @Test
  @Tag("R-19")
  @Tag("R-45")
  void theTaskThatWasWokenLastComesNextUnlessToldOtherwise() throws Exception {
    assertThat(orderOfPolls(true)).containsExactly("woken", "waiting");
    assertThat(orderOfPolls(false)).containsExactly("waiting", "woken");
  }

  /// One task waits in the ring while the one before it spawns another one.
  private static List<String> orderOfPolls(boolean nextSlot) throws Exception {
    Setup mine = new Setup(Env.system(), new ParkingDriver()).watchdog(false).nextSlot(nextSlot);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    List<JoinHandle<Boolean>> handles = new ArrayList<>();
    try (TaskExecutor executor = TaskExecutor.multiThread(mine, 1)) {
      Future<Boolean> spawns =
          Future.lazy(cx -> handles.add(Tasks.spawn(Future.lazy(in -> order.add("woken")))));
      Future<JoinHandle<Boolean>> body =
          Future.lazy(cx -> {
            JoinHandle<Boolean> first = Tasks.spawn(spawns);
            handles.add(Tasks.spawn(Future.lazy(in -> order.add("waiting"))));
            return first;
          });
      executor.blockOn(executor.blockOn(executor.spawn(body)));
      for (JoinHandle<Boolean> handle : handles) {
        executor.blockOn(handle);
      }
    }
    return order;
  }

  @Test
  @Tag("R-7")
  void threadsHaveTheNamesThatWereAskedFor() throws Exception {
    setup.threadNames(number -> "w" + number);
    try (TaskExecutor executor = executor(1)) {
      Future<String> name = Future.lazy(cx -> Thread.currentThread().getName());
      assertThat(executor.blockOn(executor.spawn(name))).isEqualTo("w0");
      assertThat(executor.metrics().workers().getFirst().name()).isEqualTo("w0");
    }
  }

  @Test
  @Tag("R-11")
  void hooksOfThreadsRunInOrderAndTheLastOneGivenWins() throws Exception {
    LinkedBlockingQueue<String> ran = new LinkedBlockingQueue<>();
    setup
        .onThreadStart(() -> ran.add("replaced"))
        .onThreadStart(() -> ran.add("start " + Thread.currentThread().getName()))
        .onThreadPark(() -> ran.add("park"))
        .onThreadUnpark(() -> ran.add("unpark"))
        .onThreadStop(() -> ran.add("stop"));
    try (TaskExecutor executor = executor(1)) {
      assertThat(ran.poll(30, TimeUnit.SECONDS)).isEqualTo("start asked-worker-0");
      assertThat(ran.poll(30, TimeUnit.SECONDS)).isEqualTo("park");
      executor.blockOn(executor.spawn(Future.ready(0)));
      assertThat(ran.poll(30, TimeUnit.SECONDS)).isEqualTo("unpark");
      assertThat(ran.poll(30, TimeUnit.SECONDS)).isEqualTo("park");
    }
    assertThat(ran).endsWith("stop");
  }

  @Test
  @Tag("R-11")
  void aHookThatThrowsIsReportedAndDoesNoOtherHarm() throws Exception {
    LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    setup
        .failures(
            new FailureHandler() {
              @Override
              public void unjoined(String task, Throwable failure) {}

              @Override
              public void unhandled(String what, Throwable failure) {
                told.add(what);
              }
            })
        .onThreadStart(() -> {
          throw new IllegalStateException("hook");
        });
    try (TaskExecutor executor = executor(2)) {
      assertThat(executor.blockOn(executor.spawn(Future.ready(3)))).isEqualTo(3);
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("the hook onThreadStart");
    }
  }

  /// Test 61, first half.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  @Tag("R-11")
  void aParkHookThatWakesKeepsTheThreadAwake(int workers) throws Exception {
    Signal signal = new Signal();
    AtomicInteger parks = new AtomicInteger();
    setup.onThreadPark(() -> {
      if (parks.incrementAndGet() == 3) {
        signal.raise();
      } else if (parks.get() < 3) {
        signal.waker.wake();
      }
    });
    try (TaskExecutor executor = executor(workers)) {
      Future<String> root = workers == 0 ? signal : executor.spawn(signal);
      if (workers == 0) {
        assertThat(executor.blockOn(root)).isEqualTo("raised");
      } else {
        executor.spawn(Tasks.yieldNow()).detach();
        while (parks.get() < 3) {
          executor.blockOn(executor.spawn(Tasks.yieldNow())); // so that they park again
        }
        assertThat(executor.blockOn(root)).isEqualTo("raised");
      }
    }
  }

  /// Test 61, second half: a hook that always finds something to do must not shut the driver out.
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  @Tag("R-11")
  void aParkHookThatAlwaysWakesDoesNotShutTheDriverOut(int workers) throws Exception {
    AtomicReference<Runnable> again = new AtomicReference<>(() -> {});
    AtomicInteger bursts = new AtomicInteger();
    int[] turnsAtFirst = {-1};
    int[] turns = {0};
    setup.onThreadPark(() -> Objects.requireNonNull(again.get()).run());
    setup.eventInterval(1_000_000);
    try (TaskExecutor executor = executor(workers)) {
      executor.blockOn(
          executor.spawn(
              Future.pollFn(cx -> {
                var waker = cx.waker();
                again.set(waker::wake);
                if (bursts.incrementAndGet() <= 100) {
                  turnsAtFirst[0] = bursts.get() == 1 ? driver.turns.get() : turnsAtFirst[0];
                  return Poll.pending();
                }
                again.set(() -> {});
                turns[0] = driver.turns.get() - turnsAtFirst[0];
                return Poll.done();
              })));
      assertThat(turns[0]).isGreaterThan(20);
    }
  }

  @Test
  @Tag("R-12")
  @Tag("R-13")
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> setup.eventInterval(0)).hasMessageContaining("event interval");
    assertThatThrownBy(() -> setup.globalQueueInterval(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> setup.longPollAfter(Duration.ofMillis(-1)))
        .hasMessageContaining("PT-0.001S");
  }

  private interface Look {
    void at(int poll);
  }

  /// A future that wakes itself so many times.
  private static Future<Void> restless(int polls, Look look) {
    int[] poll = {0};
    return Future.pollFn(cx -> {
      look.at(poll[0]);
      cx.waker().wake();
      return ++poll[0] < polls ? Poll.pending() : Poll.done();
    });
  }
}
