package dev.wakeful.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.future.Timers;
import dev.wakeful.task.Context;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
  private final VirtualClock clock = new VirtualClock();
  private final AtomicInteger earlier = new AtomicInteger();
  private final TimerQueue queue = new TimerQueue(clock, earlier::incrementAndGet);

  @Test
  void tellsHowLongToWait() {
    assertThat(queue.prepareWait()).isEqualTo(-1);
    start(5_000_000, new CountingWaker());
    start(2_500_000, new CountingWaker());
    queue.fire();
    assertThat(queue.prepareWait()).isEqualTo(3_000_000);
    clock.advance(Duration.ofNanos(700_000));
    assertThat(queue.prepareWait()).isEqualTo(2_300_000);
    clock.advance(Duration.ofMillis(3));
    assertThat(queue.prepareWait()).isZero();
    assertThat(queue.fire()).isEqualTo(1);
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void anEarlierTimerEndsTheWaitOnceAndOnlyWhileSomebodyWaits() {
    start(50_000_000, new CountingWaker());
    assertThat(earlier).hasValue(0);

    queue.prepareWait();
    start(60_000_000, new CountingWaker());
    assertThat(earlier).hasValue(0);
    start(10_000_000, new CountingWaker());
    assertThat(earlier).hasValue(1);
    start(5_000_000, new CountingWaker());
    assertThat(earlier).as("told once is enough").hasValue(1);

    queue.fire();
    start(1_000_000, new CountingWaker());
    assertThat(earlier).hasValue(1);
  }

  @Test
  void theFirstTimerEndsAWaitWithoutLimit() {
    assertThat(queue.prepareWait()).isNegative();
    start(Duration.ofDays(2_000).toNanos(), new CountingWaker());
    assertThat(earlier).hasValue(1);
  }

  @Test
  void aResetToAnEarlierTimeEndsTheWait() {
    Sleep sleep = start(50_000_000, new CountingWaker());
    queue.prepareWait();
    sleep.reset(clock.nanos() + 10_000_000);
    assertThat(earlier).hasValue(1);
    assertThat(queue.prepareWait()).isEqualTo(10_000_000);
  }

  @Test
  void aTimerPutInBetweenComputingTheWaitAndWaitingEndsIt() {
    // tokio #6682: the driver had computed its wait but not yet said so
    HookedClock hooked = new HookedClock(clock);
    AtomicInteger told = new AtomicInteger();
    TimerQueue raced = new TimerQueue(hooked, told::incrementAndGet);
    poll(raced.sleepUntil(clock.nanos() + 100_000_000), new CountingWaker());

    hooked.onRead(() -> poll(raced.sleepUntil(clock.nanos() + 1_000_000), new CountingWaker()));
    long nanos = raced.prepareWait();
    boolean waitIsShort = nanos <= 1_000_000;
    assertThat(waitIsShort || told.get() == 1).isTrue();

    // and after it has said so, before it sleeps
    int before = told.get();
    raced.fire();
    assertThat(raced.prepareWait()).isEqualTo(1_000_000);
    poll(raced.sleepUntil(clock.nanos() + 1), new CountingWaker());
    assertThat(told.get() - before).as("the same tick: nothing to be told").isZero();
  }

  @Test
  void wakersAreCalledWithoutTheLock() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      AtomicInteger seen = new AtomicInteger(-1);
      start(
          1_000_000,
          () -> {
            try {
              seen.set(other.submit(queue::size).get(10, TimeUnit.SECONDS));
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      clock.advance(Duration.ofMillis(1));
      assertThat(queue.fire()).isEqualTo(1);
      assertThat(seen).hasValue(0);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void aWakerThatThrowsDoesNotLoseTheOthers() {
    List<CountingWaker> good = new ArrayList<>();
    for (int i = 0; i < 3 * TimerWheel.STEP; i++) {
      CountingWaker waker = new CountingWaker();
      good.add(waker);
      start(1_000_000, waker);
      if (i % TimerWheel.STEP == 7) {
        start(
            1_000_000,
            () -> {
              throw new IllegalStateException("hostile");
            });
      }
    }
    clock.advance(Duration.ofMillis(1));
    assertThatThrownBy(queue::fire)
        .hasMessage("hostile")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    assertThat(good).allMatch(waker -> waker.count() == 1);
    assertThat(queue.size()).isZero();
  }

  @Test
  void aWakerMayCancelAllTheOthers() {
    // tokio drop_from_wake: a hundred timers share a waker that drops them all
    List<Sleep> sleeps = new ArrayList<>();
    AtomicInteger wakes = new AtomicInteger();
    Waker dropsAll =
        () -> {
          wakes.incrementAndGet();
          sleeps.forEach(Sleep::cancel);
        };
    for (int i = 0; i < 100; i++) {
      sleeps.add(start((1 + i) * 1_000_000L, dropsAll));
    }
    clock.advance(Duration.ofMillis(50));
    assertThat(queue.fire()).isEqualTo(50);
    assertThat(wakes).hasValue(50);
    assertThat(queue.size()).isZero();
  }

  @Test
  void firesInTheOrderOfDeadlines() {
    List<Integer> order = new ArrayList<>();
    int[] micros = {900, 100, 500, 100, 999};
    for (int i = 0; i < micros.length; i++) {
      int index = i;
      start(micros[i] * 1_000L, () -> order.add(index));
    }
    clock.advance(Duration.ofMillis(1));
    queue.fire();
    assertThat(order).containsExactly(1, 3, 2, 0, 4);
  }

  @Test
  void noSleepIsLostWhileThreadsBeginResetAndCancelAndTheDriverFires() throws Exception {
    Env env = Env.system();
    Parker parker = env.newParker();
    TimerQueue timers = new TimerQueue(env.clock(), parker::unpark);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger firedTwice = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      var driver =
          threads.submit(() -> {
            int fired = 0;
            while (!stop.get()) {
              long nanos = timers.prepareWait();
              if (nanos < 0) {
                parker.park();
              } else {
                parker.park(nanos);
              }
              fired += timers.fire();
            }
            return fired;
          });
      List<java.util.concurrent.Future<Integer>> sleepers = new ArrayList<>();
      for (int seed = 0; seed < 2; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        sleepers.add(threads.submit(() -> sleepAndCancel(timers, random, firedTwice)));
      }
      int waited = 0;
      for (var sleeper : sleepers) {
        waited += sleeper.get(30, TimeUnit.SECONDS);
      }
      stop.set(true);
      parker.unpark();
      assertThat(driver.get(10, TimeUnit.SECONDS)).isGreaterThanOrEqualTo(waited);
      assertThat(firedTwice).hasValue(0);
      assertThat(timers.size()).isZero();
    } finally {
      stop.set(true);
      parker.unpark();
      threads.shutdownNow();
    }
  }

  /// Many short sleeps, most of them cancelled or moved; returns how many were waited for.
  private static int sleepAndCancel(
      TimerQueue timers, SplittableRandom random, AtomicInteger firedTwice) {
    Parker own = Env.system().newParker();
    int waited = 0;
    for (int i = 0; i < 5_000; i++) {
      AtomicInteger wakes = new AtomicInteger();
      Waker waker =
          () -> {
            wakes.incrementAndGet();
            own.unpark();
          };
      Sleep sleep = timers.sleepUntil(timers.nanos() + random.nextInt(2_000_000));
      Context cx = Context.of(waker);
      if (sleep.poll(cx).isReady()) {
        continue;
      }
      switch (random.nextInt(50)) {
        case 0 -> {
          while (sleep.poll(cx).isPending()) {
            own.park();
          }
          waited++;
        }
        case 1 -> {
          sleep.reset(timers.nanos() + random.nextInt(1_000_000));
          while (sleep.poll(cx).isPending()) {
            own.park();
          }
          waited += wakes.get() > 0 ? 0 : 1;
        }
        case 2, 3, 4 -> sleep.reset(timers.nanos() + 1_000_000_000);
        default -> {}
      }
      sleep.cancel();
      if (wakes.get() > 2) {
        firedTwice.incrementAndGet();
      }
    }
    return waited;
  }

  private Sleep start(long nanos, Waker waker) {
    return poll(queue.sleepUntil(clock.nanos() + nanos), waker);
  }

  private static Sleep poll(Sleep sleep, Waker waker) {
    assertThat(sleep.poll(Context.of(waker, Slots.none())).isPending()).isTrue();
    return sleep;
  }

  @Test
  void isFoundByItsSlot() {
    Context cx = Context.of(Waker.noop(), Slots.none().with(Timers.SLOT, queue));
    assertThat(Sleep.queueOf(cx)).isSameAs(queue);
    Timers foreign =
        new Timers() {
          @Override
          public long nanos() {
            return 0;
          }

          @Override
          public dev.wakeful.future.Future<Void> sleepUntil(long deadline) {
            return dev.wakeful.future.Future.pending();
          }
        };
    Context other = Context.of(Waker.noop(), Slots.none().with(Timers.SLOT, foreign));
    assertThatThrownBy(() -> Sleep.queueOf(other)).hasMessageContaining("timers of its own kind");
  }

  /// A clock that lets something happen at its next reading.
  private static final class HookedClock implements Clock {
    private final Clock clock;
    private Runnable hook = () -> {};

    HookedClock(Clock clock) {
      this.clock = clock;
    }

    void onRead(Runnable next) {
      hook = next;
    }

    @Override
    public long nanos() {
      Runnable run = hook;
      hook = () -> {};
      run.run();
      return clock.nanos();
    }

    @Override
    public long wallMillis() {
      return clock.wallMillis();
    }
  }
}
