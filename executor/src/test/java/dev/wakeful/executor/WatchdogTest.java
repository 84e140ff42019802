package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.env.Env;
import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.VirtualEnv;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Polls that last long: told of, and harmless to others.
@Timeout(60)
class WatchdogTest {
  private final BlockingQueue<LongPoll> told = new LinkedBlockingQueue<>();
  private final ParkingDriver driver = new ParkingDriver();

  private Setup setup() {
    return new Setup(Env.system(), driver)
        .name("watched")
        .listener(
            new ExecutorListener() {
              @Override
              public void longPoll(LongPoll poll) {
                told.add(poll);
              }
            });
  }

  private TaskExecutor executor(Flavour flavour) {
    return switch (flavour) {
      case CURRENT_THREAD -> TaskExecutor.currentThread(setup());
      case ONE_WORKER -> TaskExecutor.multiThread(setup(), 1);
      case FOUR_WORKERS -> TaskExecutor.multiThread(setup(), 4);
    };
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F15")
  void aLongPollIsToldOfOnceWithItsStackAndWhatTheTaskAwaits(Flavour flavour) throws Exception {
    try (TaskExecutor executor = executor(flavour)) {
      CountDownLatch release = new CountDownLatch(1);
      Future<Integer> body = Future.lazy(cx -> stuckUntil(release)).map(n -> n + 1);
      AtomicReference<LongPoll> first = new AtomicReference<>();
      Thread reader = releaseWhenTold(first, release);
      executor.blockOn(executor.spawn("glutton", body));
      reader.join();
      LongPoll poll = Objects.requireNonNull(first.get());
      assertThat(poll.task()).isEqualTo("glutton");
      assertThat(poll.lasted()).isBetween(Setup.LONG_POLL, Duration.ofSeconds(30));
      assertThat(poll.stack().toString()).contains("WatchdogTest.stuckUntil");
      assertThat(poll.awaiting()).contains("glutton");
      assertThat(poll.worker())
          .contains(
              flavour == Flavour.CURRENT_THREAD ? Thread.currentThread().getName() : "worker");
      assertThat(told).as("told of once").isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F15")
  void alsoThePollOfTheFutureInBlockOn(Flavour flavour) throws Exception {
    try (TaskExecutor executor = executor(flavour)) {
      CountDownLatch release = new CountDownLatch(1);
      AtomicReference<LongPoll> first = new AtomicReference<>();
      Thread reader = releaseWhenTold(first, release);
      executor.blockOn(Future.lazy(cx -> stuckUntil(release)));
      reader.join();
      LongPoll poll = Objects.requireNonNull(first.get());
      assertThat(poll.task()).isEqualTo("the future in blockOn");
      assertThat(poll.worker()).isEqualTo(Thread.currentThread().getName());
      assertThat(told).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE})
  @Tag("F15")
  void nobodyIsToldWhenItIsSwitchedOffOrHasTimeForEver(long seconds) throws Exception {
    Setup quiet = setup().longPollAfter(Duration.ofSeconds(seconds));
    try (TaskExecutor executor = TaskExecutor.multiThread(quiet, 2)) {
      ticksPassDuringOnePoll(executor);
      assertThat(told).isEmpty();
    }
  }

  @Test
  void thereIsNoneWhereTimeDoesNotPassByItself() throws Exception {
    VirtualEnv env = VirtualEnv.create();
    assertThat(new Setup(env, driver).watchdog()).isFalse();
    assertThat(new Setup(env, driver).watchdog(true).watchdog()).isTrue();
    assertThat(new Setup(Env.system(), driver).watchdog()).isTrue();
    assertThat(new Setup(Env.system(), driver).watchdog(false).watchdog()).isFalse();
    try (TaskExecutor executor = TaskExecutor.multiThread(new Setup(env, driver), 1)) {
      executor.blockOn(executor.spawn(Tasks.yieldNow()));
    }
    assertThat(env.clock().elapsed()).isZero();
  }

  /// The worker that sleeps in the driver leaves it, runs a task that blocks, and the other one
  /// sleeps on its parker: tokio#4730.
  @Test
  @Tag("F15")
  @Tag("R-22")
  @Tag("R-46")
  void aWorkerThatBlocksHandsTheDriverOver() throws Exception {
    try (TaskExecutor executor = TaskExecutor.multiThread(setup(), 2)) {
      CountDownLatch release = new CountDownLatch(1);
      JoinHandle<Integer> blocker = executor.spawn(Future.lazy(cx -> stuckUntil(release)));
      // However the two began: in the end one is stuck and the other one is in the driver.
      awaitTrue(() -> parked(executor) == 1 && driver.isInside());
      release.countDown();
      assertThat(executor.blockOn(blocker)).isEqualTo(1);
    }
  }

  /// A task in the next-slot of a worker that is stuck, as in tokio#4941.
  @Test
  @Tag("R-45")
  @Tag("F15")
  void theNextTaskOfAStuckWorkerIsStolen() throws Exception {
    try (TaskExecutor executor = TaskExecutor.multiThread(setup(), 2)) {
      CountDownLatch ran = new CountDownLatch(1);
      JoinHandle<Integer> blocker =
          executor.spawn(
              Future.lazy(cx -> {
                Tasks.spawn(
                        Future.lazy(inner -> {
                          ran.countDown();
                          return 0;
                        }))
                    .detach();
                return stuckUntil(ran); // it waits for the one that waits for its thread
              }));
      assertThat(executor.blockOn(blocker)).isEqualTo(1);
      long steals = executor.metrics().workers().stream().mapToLong(WorkerMetrics::steals).sum();
      assertThat(steals).isPositive();
    }
  }

  /// As above, but what blocks is the handler that hears of the failure at the end of the poll.
  @Test
  @Tag("R-45")
  @Tag("F15")
  void theNextTaskIsStolenFromAWorkerWhoseFailureHandlerBlocks() throws Exception {
    CountDownLatch ran = new CountDownLatch(1);
    CountDownLatch detached = new CountDownLatch(1);
    BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
    FailureHandler waits =
        (task, failure) -> {
          try {
            heard.add(stuckUntil(ran));
          } catch (Throwable e) {
            heard.add(0);
          }
        };
    try (TaskExecutor executor = TaskExecutor.multiThread(setup().failures(waits), 2)) {
      executor
          .spawn(
              Future.lazy(cx -> {
                stuckUntil(detached);
                Tasks.spawn(Future.lazy(inner -> count(ran))).detach();
                throw new IllegalStateException("nobody joins");
              }))
          .detach();
      detached.countDown();
      assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  /// With three of four workers stuck, the last one runs what comes from anywhere.
  @Test
  @Tag("R-43")
  @Tag("F15")
  void theLastWorkerRunsWhatWaitsForTheOthers() throws Exception {
    try (TaskExecutor executor = TaskExecutor.multiThread(setup(), 4)) {
      CountDownLatch inside = new CountDownLatch(3);
      CountDownLatch ran = new CountDownLatch(6);
      for (int i = 0; i < 3; i++) {
        executor
            .spawn(
                Future.lazy(cx -> {
                  Tasks.spawn(Future.lazy(inner -> count(ran))).detach();
                  Tasks.spawn(Future.lazy(inner -> count(ran))).detach();
                  inside.countDown();
                  inside.await();
                  return stuckUntil(ran);
                }))
            .detach();
      }
      assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /// Polls of a few milliseconds: 61 of them would keep the outside waiting.
  @ParameterizedTest
  @EnumSource(names = {"CURRENT_THREAD", "ONE_WORKER"})
  @Tag("R-12")
  @Tag("R-13")
  void theDriverIsTurnedBetweenPollsThatAreNotShort(Flavour flavour) throws Exception {
    try (TaskExecutor executor = executor(flavour)) {
      AtomicInteger polls = new AtomicInteger();
      int before = driver.turns.get();
      executor.blockOn(
          executor.spawn(
              Future.pollFn(cx -> {
                Env.system().newParker().park(TimeUnit.MILLISECONDS.toNanos(5));
                cx.waker().wake();
                return polls.incrementAndGet() < 40 ? Poll.pending() : Poll.done();
              })));
      // 40 polls in 200 ms are fewer than the interval; each of about 20 ticks calls for a turn.
      assertThat(driver.turns.get() - before).isGreaterThan(5);
    }
  }

  @Test
  @Tag("R-46")
  void anIdleExecutorIsLeftAlone() throws Exception {
    try (TaskExecutor executor = TaskExecutor.multiThread(setup(), 2)) {
      executor.blockOn(executor.spawn(Tasks.yieldNow()));
      awaitTrue(() -> threadState("watched-watchdog") == Thread.State.WAITING);
      executor.blockOn(executor.spawn(Tasks.yieldNow()));
      awaitTrue(() -> threadState("watched-watchdog") != Thread.State.WAITING);
      awaitTrue(() -> threadState("watched-watchdog") == Thread.State.WAITING);
    }
    assertThat(threadState("watched-watchdog")).isNull();
  }

  /// The state of a thread, or null when there is none of that name.
  private static Thread.@Nullable State threadState(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .map(Thread::getState)
        .findAny()
        .orElse(null);
  }

  private static long parked(TaskExecutor executor) {
    return executor.metrics().workers().stream().filter(WorkerMetrics::isParked).count();
  }

  private static int stuckUntil(CountDownLatch release) throws InterruptedException {
    assertThat(release.await(30, TimeUnit.SECONDS)).as("somebody else got on").isTrue();
    return 1;
  }

  private static int count(CountDownLatch latch) {
    latch.countDown();
    return 0;
  }

  private static void ticksPassDuringOnePoll(TaskExecutor executor) throws Exception {
    executor.blockOn(
        executor.spawn(
            Future.lazy(cx -> {
              Env.system().newParker().park(Setup.LONG_POLL.toNanos() + 10 * Watchdog.TICK);
              return 0;
            })));
  }

  private Thread releaseWhenTold(AtomicReference<LongPoll> first, CountDownLatch release) {
    return Thread.startVirtualThread(() -> {
      try {
        first.set(told.poll(30, TimeUnit.SECONDS));
        Env.system().newParker().park(5 * Watchdog.TICK); // time for telling again
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        release.countDown();
      }
    });
  }

  private static void awaitTrue(java.util.function.BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
