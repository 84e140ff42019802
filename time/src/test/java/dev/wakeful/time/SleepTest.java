package dev.wakeful.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.future.Elapsed;
import dev.wakeful.future.Future;
import dev.wakeful.future.Timers;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.HostileWaker;
import dev.wakeful.testkit.TestTask;
import dev.wakeful.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SleepTest {
  private final VirtualClock clock = new VirtualClock();
  private final TimerQueue queue = new TimerQueue(clock, () -> {});
  private final Slots slots = Slots.none().with(Timers.SLOT, queue);

  @Test
  @Tag("T-1")
  void isNotRegisteredBeforeTheFirstPollAndFiresWhenItsTimeHasCome() throws Exception {
    TestTask<Void> task = TestTask.of(Time.sleep(Duration.ofMillis(10)), slots);
    assertThat(queue.size()).isZero();

    assertThat(task.poll().isPending()).isTrue();
    assertThat(queue.size()).isEqualTo(1);
    advance(Duration.ofMillis(9));
    assertThat(task.isWoken()).isFalse();
    advance(Duration.ofMillis(1));
    assertThat(task.isWoken()).isTrue();
    assertThat(queue.size()).isZero();
    assertThat(task.poll().isReady()).isTrue();
  }

  @Test
  @Tag("T-1")
  void beginsWithItsFirstPoll() throws Exception {
    TestTask<Void> task = TestTask.of(Time.sleep(Duration.ofMillis(10)), slots);
    clock.advance(Duration.ofMillis(100));
    assertThat(task.poll().isPending()).isTrue();
  }

  @Test
  @Tag("T-1")
  void aDeadlineBetweenTwoTicksIsRoundedUp() throws Exception {
    TestTask<Void> task = TestTask.of(Time.sleep(Duration.ofNanos(1_000_001)), slots);
    assertThat(task.poll().isPending()).isTrue();
    advance(Duration.ofNanos(1_999_999));
    assertThat(task.isWoken()).isFalse();
    advance(Duration.ofNanos(1));
    assertThat(task.isWoken()).isTrue();
  }

  @Test
  @Tag("T-11")
  void stepsBelowATickAddUp() throws Exception {
    TestTask<Void> task = TestTask.of(Time.sleep(Duration.ofMillis(1)), slots);
    assertThat(task.poll().isPending()).isTrue();
    for (int i = 0; i < 3; i++) {
      advance(Duration.ofNanos(250_000));
      assertThat(task.poll().isPending()).isTrue();
    }
    advance(Duration.ofNanos(250_000));
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll().isReady()).isTrue();
  }

  @Test
  @Tag("T-1")
  void zeroNegativeAndPastAreReadyAtTheFirstPoll() throws Exception {
    assertThat(TestTask.of(Time.sleep(Duration.ZERO), slots).poll().isReady()).isTrue();
    assertThat(TestTask.of(Time.sleep(Duration.ofDays(-1)), slots).poll().isReady()).isTrue();
    long past = clock.nanos() - 1;
    assertThat(TestTask.of(Time.sleepUntil(past), slots).poll().isReady()).isTrue();
    assertThat(TestTask.of(queue.sleepUntil(past), Slots.none()).poll().isReady()).isTrue();
    assertThat(queue.size()).isZero();
  }

  @Test
  @Tag("T-2")
  void enormousDurationsAreLegal() throws Exception {
    TestTask<Void> longest =
        TestTask.of(Time.sleep(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)), slots);
    TestTask<Void> fiveYears = TestTask.of(Time.sleep(Duration.ofDays(5 * 365)), slots);
    assertThat(longest.poll().isPending()).isTrue();
    assertThat(fiveYears.poll().isPending()).isTrue();

    advance(Duration.ofDays(5 * 365).minusNanos(1));
    assertThat(fiveYears.isWoken()).isFalse();
    advance(Duration.ofNanos(1));
    assertThat(fiveYears.isWoken()).isTrue();
    advance(Duration.ofDays(100 * 365));
    assertThat(longest.isWoken()).isFalse();
    assertThat(queue.prepareWait()).isPositive();
  }

  @Test
  @Tag("C-12")
  void theLatestWakerWins() throws Exception {
    Sleep sleep = Time.sleep(Duration.ofMillis(5));
    CountingWaker first = new CountingWaker();
    CountingWaker second = new CountingWaker();
    assertThat(sleep.poll(Context.of(first, slots)).isPending()).isTrue();
    assertThat(sleep.poll(Context.of(second, slots)).isPending()).isTrue();
    advance(Duration.ofMillis(5));
    assertThat(first.count()).isZero();
    assertThat(second.count()).isEqualTo(1);
  }

  @Test
  @Tag("C-13")
  void hostileWakersDoNoHarm() throws Exception {
    // one that always claims to wake the other keeps its place, and is woken
    HostileWaker claims = new HostileWaker().thatAnswers(true);
    Sleep first = Time.sleep(Duration.ofMillis(5));
    assertThat(first.poll(Context.of(claims, slots)).isPending()).isTrue();
    assertThat(first.poll(Context.of(new CountingWaker(), slots)).isPending()).isTrue();
    // one that never does is replaced by itself
    HostileWaker denies = new HostileWaker().thatAnswers(false);
    Sleep second = Time.sleep(Duration.ofMillis(5));
    assertThat(second.poll(Context.of(denies, slots)).isPending()).isTrue();
    assertThat(second.poll(Context.of(denies, slots)).isPending()).isTrue();
    // one that comes back into the queue, with a new timer and a closing of it
    Sleep third = Time.sleep(Duration.ofMillis(5));
    Sleep late = Time.sleep(Duration.ofMillis(5));
    HostileWaker returns =
        new HostileWaker()
            .thatRuns(() -> {
              assertThat(late.poll(Context.of(claims, slots)).isPending()).isTrue();
              assertThat(queue.fire()).isZero();
              queue.close();
            });
    assertThat(third.poll(Context.of(returns, slots)).isPending()).isTrue();
    assertThat(queue.size()).isEqualTo(3);

    advance(Duration.ofMillis(5));
    assertThat(returns.wakes()).isEqualTo(1);
    assertThat(denies.wakes()).isEqualTo(1);
    assertThat(claims.wakes()).as("once fired, once closed").isEqualTo(2);
    assertThat(first.poll(Context.of(claims, slots)).isReady()).isTrue();
    assertThat(second.poll(Context.of(claims, slots)).isReady()).isTrue();
    assertThat(third.poll(Context.of(claims, slots)).isReady()).isTrue();
    assertThat(queue.size()).isZero();
  }

  @Test
  @Tag("T-4")
  void cancelLeavesNothingBehind() throws Exception {
    TestTask<Void> task = TestTask.of(Time.sleep(Duration.ofMillis(5)), slots);
    assertThat(task.poll().isPending()).isTrue();
    task.cancel();
    task.cancel();
    assertThat(queue.size()).isZero();
    assertThat(queue.prepareWait()).isNegative();
    advance(Duration.ofMillis(5));
    assertThat(task.isWoken()).isFalse();
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sleep");
  }

  @Test
  @Tag("C-3")
  void polledOnceTooOftenItSaysSo() throws Exception {
    TestTask<Void> task = TestTask.of(Time.sleep(Duration.ZERO), slots);
    assertThat(task.poll().isReady()).isTrue();
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`sleep` was polled after");
  }

  @Test
  @Tag("T-1")
  void resetMovesAWaitingSleepBothWays() throws Exception {
    Sleep sleep = Time.sleep(Duration.ofMillis(10));
    TestTask<Void> task = TestTask.of(sleep, slots);
    assertThat(task.poll().isPending()).isTrue();

    sleep.reset(clock.nanos() + 20_000_000);
    advance(Duration.ofMillis(19));
    assertThat(task.isWoken()).isFalse();
    sleep.reset(clock.nanos() + 100_000_000);
    advance(Duration.ofMillis(1));
    assertThat(task.isWoken()).isFalse();
    sleep.reset(clock.nanos() + 2_000_000);
    advance(Duration.ofMillis(2));
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll().isReady()).isTrue();
  }

  @Test
  @Tag("T-1")
  void resetToThePastWakesAndIsReadyAtTheNextPoll() throws Exception {
    Sleep sleep = Time.sleep(Duration.ofMillis(10));
    TestTask<Void> task = TestTask.of(sleep, slots);
    assertThat(task.poll().isPending()).isTrue();
    sleep.reset(clock.nanos());
    assertThat(task.isWoken()).isTrue();
    assertThat(queue.size()).isZero();
    assertThat(task.poll().isReady()).isTrue();
  }

  @Test
  @Tag("T-1")
  void resetLetsAFiredAFinishedAndACancelledSleepWaitAgain() throws Exception {
    Sleep sleep = Time.sleep(Duration.ofMillis(10));
    TestTask<Void> task = TestTask.of(sleep, slots);
    assertThat(task.poll().isPending()).isTrue();
    advance(Duration.ofMillis(10));
    assertThat(sleep.isElapsed()).isTrue();

    sleep.reset(clock.nanos() + Duration.ofMinutes(10).toNanos());
    assertThat(sleep.isElapsed()).isFalse();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isPending()).isTrue();

    sleep.cancel();
    sleep.reset(clock.nanos());
    assertThat(task.poll().isReady()).isTrue();
    sleep.reset(clock.nanos() + 1_000_000);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void knowsItsDeadline() throws Exception {
    Sleep sleep = Time.sleep(Duration.ofMillis(10));
    assertThatThrownBy(sleep::deadline).isInstanceOf(IllegalStateException.class);
    assertThat(TestTask.of(sleep, slots).poll().isPending()).isTrue();
    assertThat(sleep.deadline()).isEqualTo(clock.nanos() + 10_000_000);
  }

  @Test
  void cooperates() {
    Sleep sleep = Time.sleep(Duration.ZERO);
    Context cx = Context.of(new CountingWaker(), slots);
    CountingWaker waker = new CountingWaker();
    cx.begin(waker, 0);
    assertThat(sleep.poll(cx).isPending()).isTrue();
    assertThat(waker.count()).isEqualTo(1);
    cx.begin(waker, 1);
    assertThat(sleep.poll(cx).isReady()).isTrue();
    assertThat(cx.proceed()).isFalse();
  }

  @Test
  void withoutTimersItSaysWhatIsMissing() {
    assertThatThrownBy(() -> TestTask.of(Time.sleep(Duration.ofMillis(1))).poll())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("timers");
  }

  @Test
  @Tag("T-14")
  void closingTheRuntimeWakesAndFailsWhoeverSleeps() throws Exception {
    TestTask<Void> waiting = TestTask.of(Time.sleep(Duration.ofHours(1)), slots);
    assertThat(waiting.poll().isPending()).isTrue();
    queue.close();
    queue.close();
    assertThat(waiting.isWoken()).isTrue();
    assertThat(queue.size()).isZero();
    assertThatThrownBy(waiting::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("runtime")
        .hasMessageContaining("is closed");
    TestTask<Void> late = TestTask.of(Time.sleep(Duration.ofHours(1)), slots);
    assertThatThrownBy(late::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
    late.cancel();
  }

  @Test
  @Tag("T-8")
  void timeoutLetsAReadyFutureWinAndCancelsALateOne() throws Exception {
    Future<String> ready = Time.timeout(Duration.ofSeconds(-1), Future.ready("won"));
    assertThat(TestTask.of(ready, slots).poll()).isEqualTo(Poll.ready("won"));

    TestTask<Void> late =
        TestTask.of(Time.timeout(Duration.ofMillis(5), Time.sleep(Duration.ofHours(1))), slots);
    assertThat(late.poll().isPending()).isTrue();
    assertThat(queue.size()).isEqualTo(2);
    advance(Duration.ofMillis(5));
    assertThatThrownBy(late::poll).isInstanceOf(Elapsed.class);
    assertThat(queue.size()).isZero();
  }

  @Test
  @Tag("T-8")
  void aFutureThatUsesUpTheBudgetCannotHoldUpItsTimeout() throws Exception {
    Future<Void> greedy =
        Future.pollFn(cx -> {
          while (cx.proceed()) {
            cx.progress();
          }
          return Poll.pending();
        });
    Future<Void> limited = greedy.timeout(Duration.ofMillis(5));
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker, slots);
    cx.begin(waker, 128);
    assertThat(limited.poll(cx).isPending()).isTrue();
    advance(Duration.ofMillis(5));
    cx.begin(waker, 128);
    assertThatThrownBy(() -> limited.poll(cx)).isInstanceOf(Elapsed.class);
  }

  @Test
  @Tag("F21")
  void neverEarlyOnTheRealClock() throws Exception {
    Env env = Env.system();
    Parker parker = env.newParker();
    TimerQueue timers = new TimerQueue(env.clock(), parker::unpark);
    Slots real = Slots.none().with(Timers.SLOT, timers);
    List<TestTask<Void>> tasks = new ArrayList<>();
    List<Sleep> sleeps = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Sleep sleep = Time.sleep(Duration.ofNanos(i * 333_333L));
      sleeps.add(sleep);
      tasks.add(TestTask.of(sleep, real));
    }
    List<Integer> ended = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      if (tasks.get(i).poll().isReady()) {
        ended.add(i);
      }
    }
    while (ended.size() < tasks.size()) {
      parker.park(timers.prepareWait());
      timers.fire();
      long now = env.clock().nanos();
      for (int i = 0; i < tasks.size(); i++) {
        if (!ended.contains(i) && tasks.get(i).isWoken()) {
          assertThat(tasks.get(i).poll().isReady()).isTrue();
          assertThat(now - sleeps.get(i).deadline()).isNotNegative();
          ended.add(i);
        }
      }
    }
    assertThat(ended).isSorted();
    assertThat(timers.size()).isZero();
  }

  private void advance(Duration step) {
    clock.advance(step);
    queue.fire();
  }
}
