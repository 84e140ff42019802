package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Either;
import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.future.Selected;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestTask;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The first of two and of many, futures that are lent, and single polls.
class SelectOfSeveralTest {
  private final Exception broken = new Exception("broken");
  private final FutureLedger ledger = new FutureLedger();

  private static <T> Poll<T> poll(Future<T> future) throws Exception {
    return TestTask.of(future).poll();
  }

  private Future<Integer> tracked(String name, int pendings, int value) {
    return ledger.track(name, Scripted.value(pendings, value));
  }

  @Test
  @Tag("F-23")
  void theFirstOfTwoSaysWhichItIsAndTheOtherIsCancelled() throws Exception {
    assertThat(poll(Futures.select(tracked("slow", 9, 1), Future.ready("b"))))
        .isEqualTo(Poll.ready(new Either.Second<>("b")));
    assertThat(poll(Futures.select(Future.ready("a"), tracked("not begun", 0, 1))))
        .isEqualTo(Poll.ready(new Either.First<>("a")));
    assertThat(ledger.cancelled()).containsExactly("slow", "not begun");
    ledger.assertSettled();
  }

  @Test
  @Tag("F-23")
  void aLoserThatWasLentGoesOn() throws Exception {
    Future<Integer> slow = tracked("slow", 1, 1);
    assertThat(poll(Futures.select(slow.borrow(), Future.ready("b")).biased()))
        .isEqualTo(Poll.ready(new Either.Second<>("b")));
    assertThat(ledger.unsettled()).containsExactly("slow");
    assertThat(poll(slow)).isEqualTo(Poll.ready(1));
    ledger.assertSettled();
  }

  @Test
  @Tag("F-24")
  void aLoserThatWasLentSurvivesTheFailureOfTheOther() throws Exception {
    Future<Integer> slow = tracked("slow", 1, 1);
    assertThatThrownBy(() -> poll(Futures.select(slow.borrow(), Future.failed(broken)).biased()))
        .isSameAs(broken);
    assertThat(poll(slow)).isEqualTo(Poll.ready(1));
  }

  @Test
  @Tag("F-23")
  @Tag("C-4")
  void cancellingTheBorrowerLeavesWhatWasLent() throws Exception {
    Future<Integer> lent = tracked("lent", 1, 1);
    Future<Integer> first = lent.borrow();
    assertThat(poll(first).isPending()).isTrue();
    first.cancel();
    assertThat(first.pollCancel(Context.of(Waker.noop())).isReady()).isTrue();
    assertThat(poll(first).isPending()).as("given back").isTrue();
    var second = lent.borrow();
    assertThat(second.isTerminated()).isFalse();
    assertThat(poll(second)).isEqualTo(Poll.ready(1));
    assertThat(second.isTerminated()).isTrue();
    assertThat(poll(second).isPending()).as("fused").isTrue();
    ledger.assertSettled();
    assertThat(ledger.cancelled()).isEmpty();
  }

  @Test
  @Tag("F-25")
  void theFirstOfManySaysWhereItStood() throws Exception {
    List<Future<Integer>> futures =
        List.of(tracked("a", 9, 1), tracked("b", 0, 2), tracked("c", 0, 3));
    assertThat(poll(Futures.selectAll(futures).biased()))
        .isEqualTo(Poll.ready(new Selected<>(2, 1, List.of())));
    assertThat(ledger.cancelled()).containsExactly("a", "c");
  }

  @Test
  @Tag("F-25")
  void thoseThatWereLentAreGivenBackAndSelectedFromAgain() throws Exception {
    Future<Integer> a = tracked("a", 3, 1);
    Future<Integer> b = tracked("b", 0, 2);
    Future<Integer> c = tracked("c", 1, 3);
    Selected<Integer> first = poll(Futures.selectAllBorrowed(List.of(a, b, c)).biased()).get();
    assertThat(first).isEqualTo(new Selected<>(2, 1, List.of(a, c)));
    TestTask<Selected<Integer>> rest =
        TestTask.of(Futures.selectAllBorrowed(first.remaining()).biased());
    assertThat(rest.poll().isPending()).isTrue();
    assertThat(rest.poll()).isEqualTo(Poll.ready(new Selected<>(3, 1, List.of(a))));
    assertThat(ledger.cancelled()).isEmpty();
    assertThat(poll(a)).isEqualTo(Poll.ready(1));
    ledger.assertSettled();
  }

  @Test
  @Tag("F-25")
  void whenOneFailsTheOthersAreAsOwned() {
    assertThatThrownBy(
            () -> poll(Futures.selectAll(List.of(tracked("a", 9, 1), Future.failed(broken)))))
        .isSameAs(broken);
    assertThat(ledger.cancelled()).containsExactly("a");
    assertThatThrownBy(() ->
            poll(Futures.selectAllBorrowed(List.of(tracked("b", 9, 1), Future.failed(broken)))))
        .isSameAs(broken);
    assertThat(ledger.unsettled()).containsExactly("b");
  }

  @Test
  @Tag("F-25")
  @Tag("F-26")
  void ofNoneThereIsNoFirst() {
    assertThatThrownBy(() -> Futures.selectAll(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("selectAll needs at least one future");
    assertThatThrownBy(() -> Futures.selectAllBorrowed(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("selectAllBorrowed needs at least one future");
    assertThatThrownBy(() -> Futures.selectOk(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("selectOk needs at least one future");
  }

  @Test
  @Tag("F-26")
  void theFirstSuccessWinsOverEarlierFailures() throws Exception {
    TestTask<Integer> task =
        TestTask.of(
            Futures.selectOk(
                List.of(Future.<Integer>failed(broken), tracked("b", 1, 2), tracked("c", 9, 3))));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(2));
    assertThat(ledger.cancelled()).containsExactly("c");
    ledger.assertSettled();
  }

  @Test
  @Tag("F-26")
  void ifAllFailItIsTheLastFailureThatKeepsTheOthers() throws Exception {
    Exception second = new Exception("second");
    Exception last = new Exception("last");
    TestTask<Integer> task =
        TestTask.of(
            Futures.selectOk(
                List.of(
                    Scripted.<Integer>failure(2, last),
                    Scripted.<Integer>failure(0, broken),
                    Scripted.<Integer>failure(1, second))));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThatThrownBy(task::poll).isSameAs(last);
    assertThat(last.getSuppressed()).containsExactly(broken, second);
  }

  @Test
  @Tag("F-30")
  void pollImmediateTellsWhatThePollAnsweredAndLeavesTheFuture() throws Exception {
    Future<Integer> future = tracked("a", 1, 1);
    Future<Poll<Integer>> once = future.pollImmediate();
    assertThat(poll(once)).isEqualTo(Poll.ready(Poll.pending()));
    assertThatThrownBy(() -> poll(once)).hasMessageContaining("`pollImmediate`");
    once.cancel();
    assertThat(poll(future.pollImmediate())).isEqualTo(Poll.ready(Poll.ready(1)));
    assertThat(ledger.cancelled()).isEmpty();
    assertThatThrownBy(() -> poll(Future.failed(broken).pollImmediate())).isSameAs(broken);
  }

  @Test
  @Tag("F-30")
  void pendingOnceIsPendingOnceAndWakesNobody() throws Exception {
    TestTask<Void> task = TestTask.of(Futures.pendingOnce());
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.wakes()).isZero();
    assertThat(task.poll().isReady()).isTrue();
    assertThatThrownBy(task::poll).hasMessageContaining("`pendingOnce`");
  }
}
