package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Elapsed;
import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.Pair;
import dev.wakeful.future.Timers;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What each future of the core does when all goes as written in its documentation. What they have
/// in common is in [CommonContractTest].
class CombinatorsTest {
  private final IOException broken = new IOException("broken");

  @Test
  @Tag("C-27")
  @Tag("F-17")
  void readyFailedAndPending() throws Exception {
    assertThat(poll(Future.ready(1))).isEqualTo(Poll.ready(1));
    assertThatThrownBy(() -> poll(Future.failed(broken))).isSameAs(broken);
    TestTask<Object> pending = TestTask.of(Future.pending());
    assertThat(pending.poll().isPending()).isTrue();
    assertThat(pending.poll().isPending()).isTrue();
    assertThat(pending.wakes()).isZero();
  }

  @Test
  @Tag("C-2")
  @Tag("F-17")
  void lazyRunsAtTheFirstPollAndNotBefore() throws Exception {
    List<String> log = new ArrayList<>();
    Future<String> lazy =
        Future.lazy(cx -> {
          log.add("ran");
          return "x";
        });
    Future<Integer> mapped = lazy.map(String::length);
    assertThat(log).isEmpty();
    assertThat(poll(mapped)).isEqualTo(Poll.ready(1));
    assertThat(log).containsExactly("ran");
  }

  @Test
  @Tag("C-27")
  @Tag("F-17")
  void pollFnCallsItsFunctionAtEachPoll() throws Exception {
    int[] calls = {0};
    TestTask<Integer> task =
        TestTask.of(
            Future.pollFn(cx -> {
              if (calls[0]++ == 2) {
                return Poll.ready(calls[0]);
              }
              cx.waker().wake();
              return Poll.pending();
            }));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(3));
  }

  @Test
  @Tag("F-1")
  void mapGivesTheFunctionOfTheValue() throws Exception {
    TestTask<Integer> task = TestTask.of(Scripted.value(1, "four").map(String::length));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(4));
  }

  @Test
  @Tag("F-1")
  @Tag("F-14")
  void mapFailsWithWhatItsFunctionThrows() {
    assertThatThrownBy(() ->
            poll(
                Future.ready(1)
                    .map(x -> {
                      throw broken;
                    })))
        .isSameAs(broken);
    assertThatThrownBy(() -> poll(Future.<Integer>failed(broken).map(x -> never())))
        .isSameAs(broken);
  }

  @Test
  @Tag("F-15")
  void andThenPollsTheSecondInThePollThatEndedTheFirst() throws Exception {
    assertThat(poll(Future.ready(1).andThen(x -> Future.ready(x + 1)))).isEqualTo(Poll.ready(2));
    TestTask<Integer> task =
        TestTask.of(Scripted.value(1, 1).andThen(x -> Scripted.value(1, x + 1)));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(2));
    assertThatThrownBy(() -> poll(Future.failed(broken).andThen(x -> never()))).isSameAs(broken);
  }

  @Test
  @Tag("F-2")
  void thenSeesBothOutcomes() throws Exception {
    Future<String> good = Future.ready(1).then(outcome -> Future.ready(outcome.toString()));
    assertThat(poll(good)).isEqualTo(Poll.ready("Success[value=1]"));
    Future<Outcome<Object>> bad = Future.failed(broken).then(Future::ready);
    assertThat(poll(bad)).isEqualTo(Poll.ready(new Outcome.Failure<>(broken)));
    assertThatThrownBy(() -> new Outcome.Failure<>(broken).get()).isSameAs(broken);
    assertThat(new Outcome.Success<>(1).get()).isEqualTo(1);
  }

  @Test
  @Tag("F-14")
  void mapErrChangesTheFailureOnly() throws Exception {
    Exception better = new Exception("better");
    assertThat(poll(Future.ready(1).mapErr(e -> better))).isEqualTo(Poll.ready(1));
    assertThatThrownBy(() -> poll(Future.failed(broken).mapErr(e -> better))).isSameAs(better);
  }

  @Test
  @Tag("F-15")
  void orElseReplacesAFailure() throws Exception {
    assertThat(poll(Future.ready(1).orElse(e -> never()))).isEqualTo(Poll.ready(1));
    TestTask<Integer> task =
        TestTask.of(Scripted.<Integer>failure(1, broken).orElse(e -> Scripted.value(1, 2)));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(2));
    assertThatThrownBy(
            () -> poll(Future.failed(new Exception("first")).orElse(e -> Future.failed(broken))))
        .isSameAs(broken);
  }

  @Test
  @Tag("C-4")
  @Tag("F-5")
  void fuseAnswersPendingForEver() throws Exception {
    FusedFuture<Integer> fused = Scripted.value(1, 1).fuse();
    assertThat(fused.isTerminated()).isFalse();
    assertThat(poll(fused).isPending()).isTrue();
    assertThat(poll(fused)).isEqualTo(Poll.ready(1));
    assertThat(fused.isTerminated()).isTrue();
    assertThat(poll(fused).isPending()).isTrue();
    assertThat(poll(fused).isPending()).isTrue();

    FusedFuture<Integer> cancelled = Scripted.value(1, 1).fuse();
    cancelled.cancel();
    assertThat(cancelled.isTerminated()).isTrue();
    assertThat(poll(cancelled).isPending()).isTrue();
  }

  @Test
  @Tag("T-8")
  @Tag("T-16")
  void timeoutPollsItsFutureFirstAndCancelsItWhenTheTimeIsOver() throws Exception {
    HandTimers timers = new HandTimers();
    Slots slots = Slots.none().with(Timers.SLOT, timers);
    Future<Integer> instant = Future.ready(1).timeout(Duration.ZERO);
    assertThat(TestTask.of(instant, slots).poll()).isEqualTo(Poll.ready(1));

    Scripted<Integer> slow = Scripted.value(9, 1);
    TestTask<Integer> task = TestTask.of(slow.timeout(Duration.ofMillis(5)), slots);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(timers.deadline).isEqualTo(HandTimers.NOW + 5_000_000);
    timers.ring = true;
    assertThatThrownBy(task::poll)
        .isInstanceOfSatisfying(
            Elapsed.class, e -> assertThat(e.limit()).isEqualTo(Duration.ofMillis(5)))
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThat(slow.cancelled).isTrue();
  }

  @Test
  @Tag("T-8")
  void timeoutCancelsItsAlarmWhenTheFutureWins() throws Exception {
    HandTimers timers = new HandTimers();
    Slots slots = Slots.none().with(Timers.SLOT, timers);
    TestTask<Integer> task =
        TestTask.of(Scripted.value(1, 1).timeout(Duration.ofSeconds(Long.MAX_VALUE)), slots);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(timers.deadline - HandTimers.NOW).isPositive();
    assertThat(task.poll()).isEqualTo(Poll.ready(1));
    assertThat(timers.cancelled).isTrue();
  }

  @Test
  @Tag("C-27")
  void joinWaitsForBothAndStartsWithTheOtherOneEachTime() throws Exception {
    List<String> order = new ArrayList<>();
    Future<Integer> one = logged(order, "one", Scripted.value(2, 1));
    Future<String> two = logged(order, "two", Scripted.value(1, "b"));
    TestTask<Pair<Integer, String>> task = TestTask.of(one.join(two));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(new Pair<>(1, "b")));
    assertThat(order).containsExactly("one", "two", "two", "one", "one");
  }

  @Test
  void joinFailsAfterBothHaveFinished() throws Exception {
    Scripted<Integer> failing = Scripted.failure(0, broken);
    Scripted<Integer> slow = Scripted.value(1, 1);
    TestTask<Pair<Integer, Integer>> task = TestTask.of(failing.join(slow));
    assertThat(task.poll().isPending()).isTrue();
    assertThatThrownBy(task::poll).isSameAs(broken);
    assertThat(slow.finished).isTrue();
  }

  @Test
  void joinSuppressesTheSecondFailure() {
    Exception one = new Exception("one");
    Exception two = new Exception("two");
    assertThatThrownBy(() -> poll(Future.failed(one).join(Future.failed(two))))
        .isSameAs(one)
        .hasSuppressedException(two);
    assertThatThrownBy(() -> poll(Future.failed(one).join(Future.failed(one)))).isSameAs(one);
  }

  @Test
  void raceGivesTheFirstOutcomeAndCancelsTheOther() throws Exception {
    FutureLedger ledger = new FutureLedger();
    Future<Integer> slow = ledger.track("slow", Scripted.value(5, 1));
    Future<Integer> fast = ledger.track("fast", Scripted.value(1, 2));
    TestTask<Integer> task = TestTask.of(slow.race(fast));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(2));
    ledger.assertSettled();
    assertThat(ledger.cancelled()).containsExactly("slow");
  }

  @Test
  void raceIsLostByAFailureToo() {
    FutureLedger ledger = new FutureLedger();
    Future<Integer> slow = ledger.track("slow", Scripted.value(5, 1));
    Future<Integer> failing = ledger.track("failing", Scripted.failure(0, broken));
    assertThatThrownBy(() -> poll(slow.race(failing))).isSameAs(broken);
    ledger.assertSettled();
    assertThat(ledger.cancelled()).containsExactly("slow");
  }

  @Test
  void raceTakesTurns() throws Exception {
    List<String> order = new ArrayList<>();
    Future<Integer> one = logged(order, "one", Scripted.value(9, 1));
    Future<Integer> two = logged(order, "two", Scripted.value(9, 2));
    TestTask<Integer> task = TestTask.of(one.race(two));
    task.poll();
    task.poll();
    assertThat(order).containsExactly("one", "two", "two", "one");
    task.cancel();
  }

  private static <T> Future<T> logged(List<String> log, String name, Future<T> future) {
    return Future.pollFn(cx -> {
      log.add(name);
      return future.poll(cx);
    });
  }

  private static <T> Poll<T> poll(Future<T> future) throws Exception {
    return TestTask.of(future).poll();
  }

  private static Future<Integer> never() {
    throw new AssertionError("must not run");
  }

  /// Timers with one alarm, which rings when told to.
  static final class HandTimers implements Timers {
    static final long NOW = 7;

    long deadline;
    boolean ring;
    boolean cancelled;

    @Override
    public long nanos() {
      return NOW;
    }

    @Override
    public Future<Void> sleepUntil(long until) {
      deadline = until;
      return new Future<>() {
        @Override
        public Poll<Void> poll(dev.wakeful.task.Context cx) {
          return ring ? Poll.done() : Poll.pending();
        }

        @Override
        public void cancel() {
          cancelled = true;
        }
      };
    }
  }
}
