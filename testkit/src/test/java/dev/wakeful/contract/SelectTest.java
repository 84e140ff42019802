package dev.wakeful.contract;

import static dev.wakeful.future.Futures.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Chance;
import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.Future;
import dev.wakeful.future.Select;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The select with branches.
@Tag("F-28")
@Tag("M-1")
class SelectTest {
  private final Exception broken = new Exception("broken");
  private final FutureLedger ledger = new FutureLedger();
  private final List<String> log = new ArrayList<>();
  private boolean open;

  private Future<Integer> tracked(String name, Future<Integer> future) {
    return ledger.track(
        name,
        Future.pollFn(cx -> {
          log.add(name);
          return future.poll(cx);
        }));
  }

  private static <T> Poll<T> poll(Future<T> future) throws Exception {
    return TestTask.of(future).poll();
  }

  @Test
  void branchesOfDifferentTypesHaveHandlersToOneType() throws Exception {
    Select<String> select =
        select()
            .on(Future.<Integer>pending(), number -> "number " + (number + 1))
            .on(Future.ready(List.of("a", "b")), list -> "list of " + list.size());
    assertThat(poll(select)).isEqualTo(Poll.ready("list of 2"));
    assertThat(
            poll(
                select(Number.class)
                    .on(Future.<Integer>pending(), x -> x)
                    .on(Future.ready(2L), x -> x)))
        .isEqualTo(Poll.ready(2L));
  }

  @Test
  void theLosersAreCancelledInOrderBeforeTheHandlerRuns() throws Exception {
    Future<Integer> future =
        select()
            .on(ledger.track("a", Scripted.value(9, 1)), x -> x)
            .on(ledger.track("b", Scripted.value(1, 2)), x -> x + ledger.cancelled().size())
            .on(ledger.track("c", Scripted.value(9, 3)), x -> x);
    TestTask<Integer> task = TestTask.of(future);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(4));
    assertThat(ledger.cancelled()).containsExactly("a", "c");
    ledger.assertSettled();
  }

  @Test
  void aFailureWinsAndSoDoesThatOfAHandler() {
    assertThatThrownBy(() ->
            poll(
                select()
                    .on(ledger.track("a", Scripted.value(9, 1)), x -> x)
                    .on(Future.<Integer>failed(broken), x -> x)))
        .isSameAs(broken);
    assertThatThrownBy(() ->
            poll(
                select()
                    .on(ledger.track("b", Scripted.value(9, 1)), x -> x)
                    .on(
                        Future.ready(1),
                        x -> {
                          throw broken;
                        })))
        .isSameAs(broken);
    assertThat(ledger.cancelled()).containsExactly("a", "b");
  }

  @Test
  void guardsAreAskedBeforeAnyBranchIsPolledAndAtEachPoll() throws Exception {
    TestTask<Integer> task =
        TestTask.of(
            select()
                .on(
                    Future.<Integer>pollFn(cx -> {
                      open = true; // too late for this poll
                      return Poll.pending();
                    }),
                    x -> x)
                .on(tracked("guarded", Scripted.value(0, 2)), x -> x)
                .when(() -> open)
                .biased());
    assertThat(task.poll().isPending()).isTrue();
    assertThat(log).isEmpty();
    assertThat(task.poll()).isEqualTo(Poll.ready(2));
  }

  @Test
  void aBranchThatIsSwitchedOffIsCancelledWithTheOthers() throws Exception {
    assertThat(
            poll(
                select()
                    .on(tracked("off", Scripted.value(0, 1)), x -> x)
                    .when(false)
                    .on(Future.ready(2), x -> x)
                    .when(true)
                    .biased()))
        .isEqualTo(Poll.ready(2));
    assertThat(log).isEmpty();
    assertThat(ledger.cancelled()).containsExactly("off");
  }

  @Test
  void completeIsForWhenThereIsNothingToWaitFor() throws Exception {
    FusedFuture<Integer> ended = Future.ready(1).fuse();
    assertThat(poll(ended).isReady()).isTrue();
    assertThat(
            poll(
                select()
                    .on(ended, x -> x)
                    .on(tracked("off", Scripted.value(0, 1)), x -> x)
                    .when(() -> false)
                    .onSome(Future.ready(Optional.<Integer>empty()), x -> x)
                    .complete(() -> 7)
                    .orDefault(() -> 8)))
        .isEqualTo(Poll.ready(7));
    ledger.assertSettled();
    assertThat(poll(select(String.class).complete(() -> "none"))).isEqualTo(Poll.ready("none"));
  }

  @Test
  void withoutItThatIsAnError() {
    assertThatThrownBy(() ->
            poll(
                select()
                    .on(tracked("off", Scripted.value(0, 1)), x -> x)
                    .when(() -> false)
                    .orDefault(() -> 8)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`select`")
        .hasMessageContaining("`complete`");
    ledger.assertSettled();
  }

  @Test
  void completeWaitsForTheLastBranch() throws Exception {
    TestTask<Integer> task =
        TestTask.of(
            select()
                .onSome(Scripted.value(0, Optional.<Integer>empty()), x -> x)
                .onSome(Scripted.value(1, Optional.<Integer>empty()), x -> x)
                .complete(() -> 7));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(7));
  }

  @Test
  void theDefaultNeverWaits() throws Exception {
    Future<Integer> select =
        select()
            .on(ledger.track("a", Scripted.value(1, 1)), x -> x)
            .on(ledger.track("b", Scripted.value(1, 2)), x -> x)
            .orDefault(() -> ledger.cancelled().size());
    assertThat(poll(select)).isEqualTo(Poll.ready(2));
    ledger.assertSettled();
    assertThat(poll(select().on(Future.ready(1), x -> x).orDefault(() -> 2)))
        .isEqualTo(Poll.ready(1));
  }

  @Test
  void theDefaultDoesNotWaitForBudgetEither() throws Exception {
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 0);
    assertThat(select().on(Future.pending(), x -> 1).orDefault(() -> 2).poll(cx))
        .isEqualTo(Poll.ready(2));
    assertThat(waker.count()).isZero();
  }

  @Test
  void withoutBudgetItIsPendingAlthoughABranchIsReady() throws Exception {
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 128);
    for (int i = 0; i < 128; i++) {
      assertThat(select().on(spending(), x -> 1).on(Future.ready(1), x -> 2).biased().poll(cx))
          .isEqualTo(Poll.ready(1));
    }
    Future<Integer> next = select().on(spending(), x -> 1).on(Future.ready(1), x -> 2).biased();
    assertThat(next.poll(cx).isPending()).isTrue();
    assertThat(waker.count()).isEqualTo(1);
    cx.begin(waker, 128);
    assertThat(next.poll(cx)).isEqualTo(Poll.ready(1));
  }

  private static Future<Integer> spending() {
    return Future.lazy(cx -> {
      cx.progress();
      return 1;
    });
  }

  @Test
  void anEmptyAnswerClosesItsBranchAndTheOthersDecide() throws Exception {
    Scripted<Optional<Integer>> empty = Scripted.value(0, Optional.empty());
    TestTask<Integer> task =
        TestTask.of(select().onSome(empty, x -> x).on(Scripted.value(2, 5), x -> x));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isPending()).isTrue(); // a second poll of `empty` would be an error
    assertThat(task.poll()).isEqualTo(Poll.ready(5));
    assertThat(empty.cancelled).isFalse();
  }

  @Test
  @Tag("F-29")
  void biasedGoesFromTopToBottomEachTime() throws Exception {
    TestTask<Integer> task = TestTask.of(three().biased(), chance(2, 1));
    task.poll();
    task.poll();
    assertThat(log).containsExactly("a", "b", "c", "a", "b", "c");
    task.cancel();
  }

  @Test
  void whoIsFirstIsDrawnForEachPoll() throws Exception {
    TestTask<Integer> task = TestTask.of(three(), chance(2, 1));
    task.poll();
    task.poll();
    assertThat(log).containsExactly("c", "a", "b", "b", "c", "a");
    task.cancel();
  }

  @Test
  void whereThereIsNoChanceTheyTakeTurns() throws Exception {
    TestTask<Integer> task = TestTask.of(three());
    task.poll();
    task.poll();
    assertThat(log).containsExactly("a", "b", "c", "b", "c", "a");
    task.cancel();
  }

  private Select<Integer> three() {
    return select()
        .on(tracked("a", Future.pending()), x -> x)
        .on(tracked("b", Future.pending()), x -> x)
        .on(tracked("c", Future.pending()), x -> x);
  }

  private static Slots chance(int... numbers) {
    int[] draws = {0};
    return Slots.none()
        .with(
            Chance.SLOT,
            bound -> {
              assertThat(bound).isEqualTo(3);
              return numbers[draws[0]++];
            });
  }

  @Test
  void aFusedFutureThatHasTerminatedIsSkipped() throws Exception {
    FusedFuture<Integer> one = Future.ready(1).fuse();
    FusedFuture<Integer> two = Scripted.value(1, 2).fuse();
    List<Integer> got = new ArrayList<>();
    for (int turn = 0; turn < 3; turn++) {
      TestTask<Integer> task =
          TestTask.of(
              select().on(one.borrow(), x -> x).on(two.borrow(), x -> x).complete(() -> -1));
      Poll<Integer> answer = task.poll();
      while (answer.isPending()) {
        answer = task.poll();
      }
      got.add(answer.get());
    }
    assertThat(got).containsExactly(1, 2, -1);
  }

  @Test
  @Tag("F-57")
  void aLoopOverAStreamAndAFutureThatIsLentLosesNothing() throws Exception {
    List<Integer> items = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      items.add(i);
    }
    Stream<Integer> stream = Stream.fromIterable(items);
    FusedFuture<Integer> work = ledger.track("work", Scripted.value(30, -1)).fuse();
    List<Integer> got = new ArrayList<>();
    Slots fair = Slots.none().with(Chance.SLOT, bound -> got.size() % bound);
    boolean goesOn = true;
    while (goesOn) {
      Future<Boolean> turn =
          select()
              .onSome(stream.next(), got::add)
              .on(work.borrow(), got::add)
              .on(ledger.track("made anew", Scripted.value(5, 0)), x -> false)
              .complete(() -> false);
      Poll<Boolean> answer = TestTask.of(turn, fair).poll();
      goesOn = answer.isReady() && answer.get();
      turn.cancel();
    }
    assertThat(got).contains(-1);
    got.remove(Integer.valueOf(-1));
    assertThat(got).isEqualTo(items);
    ledger.assertSettled();
  }

  @Test
  @Tag("F-57")
  void allStreamsAtTheirEndIsComplete() throws Exception {
    Stream<Integer> one = Stream.fromIterable(List.of(1));
    Stream<Integer> two = Stream.fromIterable(List.of());
    List<Integer> got = new ArrayList<>();
    for (int turn = 0; turn < 3; turn++) {
      got.add(
          poll(select().onSome(one.next(), x -> x).onSome(two.next(), x -> x).complete(() -> -1))
              .get());
    }
    assertThat(got).containsExactly(1, -1, -1);
  }

  @Test
  void branchesAreGivenBeforeTheFirstPoll() throws Exception {
    Select<Integer> select = select().on(Future.<Integer>pending(), x -> x);
    assertThat(poll(select).isPending()).isTrue();
    assertThatThrownBy(() -> select.on(Future.ready(1), x -> x))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before its first poll");
    assertThatThrownBy(() -> select(String.class).when(() -> true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`when`");
  }

  @Test
  void itTellsWhatItWaitsFor() throws Exception {
    Future<Integer> select =
        select()
            .on(ledger.track("a", Scripted.value(9, 1)), x -> x)
            .on(ledger.track("b", Scripted.value(9, 2)).borrow(), x -> x);
    assertThat(poll(select).isPending()).isTrue();
    assertThat(AwaitTrace.print(select))
        .isEqualTo(
            """
            on select
              on borrow
              on b
              on a
            """);
  }
}
