package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.FuturesUnordered;
import dev.wakeful.stream.Next;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestStream;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FuturesUnorderedTest {
  private final FuturesUnordered<Integer> set = new FuturesUnordered<>();
  private final TestStream<Integer> stream = TestStream.of(set);

  private List<Gate> gates(int count) {
    List<Gate> gates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      gates.add(new Gate(i));
    }
    set.pushAll(gates);
    return gates;
  }

  @Test
  @Tag("F-70")
  void givesValuesInTheOrderOfWaking() throws Exception {
    List<Gate> gates = gates(3);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.get(2).open();
    gates.get(0).open();
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.get(1).open();
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-70")
  void onlyTheWokenAreEverPolledAndAWakeUpCostsOnePollOfAHundredThousand() throws Exception {
    List<Gate> gates = gates(100_000);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(gates).allSatisfy(gate -> assertThat(gate.polls).isEqualTo(1));
    for (int i = 0; i < 1_000; i++) {
      gates.get(i * 7).wake(); // for nothing
      assertThat(stream.isWoken()).isTrue();
      assertThat(stream.pollNext()).isEqualTo(Next.pending());
    }
    gates.get(50_000).open();
    assertThat(stream.pollNext()).isEqualTo(Next.item(50_000));
    assertThat(gates.stream().mapToInt(gate -> gate.polls).sum()).isEqualTo(100_000 + 1_000 + 1);
  }

  @Test
  @Tag("F-70")
  void aPollThatNobodyAskedForPollsNobody() throws Exception {
    List<Gate> gates = gates(3);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(gates).allSatisfy(gate -> assertThat(gate.polls).isEqualTo(1));
    assertThat(stream.wakes()).isZero();
  }

  @Test
  @Tag("F-70")
  void manyWakesAreOnePoll() throws Exception {
    Gate gate = gates(1).getFirst();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gate.wake();
    gate.wake();
    gate.wake();
    assertThat(stream.wakes()).isEqualTo(1);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(gate.polls).isEqualTo(2);
  }

  @Test
  @Tag("F-70")
  void theMostRecentWakerIsWoken() throws Exception {
    Gate gate = gates(1).getFirst();
    CountingWaker first = new CountingWaker();
    CountingWaker second = new CountingWaker();
    assertThat(set.pollNext(Context.of(first))).isEqualTo(Next.pending());
    assertThat(set.pollNext(Context.of(second))).isEqualTo(Next.pending());
    gate.open();
    assertThat(first.count()).isZero();
    assertThat(second.count()).isEqualTo(1);
  }

  @Test
  @Tag("F-71")
  void itYieldsAfterTwoThatWokeThemselves() throws Exception {
    List<Restless> restless = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      restless.add(new Restless());
    }
    set.pushAll(restless);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.isWoken()).isTrue();
    assertThat(restless.stream().map(each -> each.polls)).containsExactly(1, 1, 0, 0, 0);
    for (int i = 0; i < 4; i++) {
      assertThat(stream.pollNext()).isEqualTo(Next.pending());
    }
    assertThat(restless.stream().map(each -> each.polls)).as("fair").containsOnly(2);
  }

  @Test
  @Tag("F-71")
  void itYieldsAfterAsManyPollsAsItHasMembers() throws Exception {
    // Each poll wakes the other one, so neither wakes itself and both are always woken.
    Partner one = new Partner();
    Partner other = new Partner();
    one.partner = other;
    other.partner = one;
    set.push(one);
    set.push(other);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.isWoken()).isTrue();
    assertThat(one.polls + other.polls).isEqualTo(2);
  }

  @Test
  @Tag("F-71")
  void thirtyThreeThatWaitArePolledOnceEachAndNobodyIsWoken() throws Exception {
    List<Gate> gates = gates(33);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(gates).allSatisfy(gate -> assertThat(gate.polls).isEqualTo(1));
    assertThat(stream.isWoken()).isFalse();
  }

  /// tokio#3493, futures-rs#2526: members that found the budget used up woke themselves, and all of
  /// them were polled in each poll of the set, for 128 that got on.
  @Test
  @Tag("F-71")
  @Tag("R-89")
  void aUsedUpBudgetDoesNotMakeItQuadratic() throws Exception {
    int count = 10_000;
    int[] polls = {0};
    for (int i = 0; i < count; i++) {
      int value = i;
      set.push(
          Future.pollFn(cx -> {
            polls[0]++;
            if (!cx.proceed()) {
              return Poll.pending();
            }
            cx.progress();
            return Poll.ready(value);
          }));
    }
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    int taken = 0;
    int turns = 0;
    while (taken < count) {
      cx.begin(waker, 128);
      turns++;
      while (set.pollNext(cx) instanceof Next.Item<Integer>) {
        taken++;
      }
      assertThat(waker.count())
          .as("woken for the next turn")
          .isEqualTo(taken < count ? turns : turns - 1);
    }
    assertThat(polls[0]).isEqualTo(count);
    assertThat(turns).isEqualTo((count + 127) / 128);
  }

  @Test
  @Tag("F-71")
  void aMemberThatTakesNothingFromTheBudgetIsChargedOneUnit() throws Exception {
    for (int i = 0; i < 10; i++) {
      set.push(Future.ready(i));
    }
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 4);
    for (int i = 0; i < 4; i++) {
      assertThat(set.pollNext(cx)).isEqualTo(Next.item(i));
    }
    assertThat(set.pollNext(cx)).isEqualTo(Next.pending());
    assertThat(waker.count()).isEqualTo(1);
  }

  @Test
  @Tag("F-72")
  void itIsTerminatedOnceItSaidSoAndAPushOpensItAgain() throws Exception {
    assertThat(set.isTerminated()).isFalse();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(set.isTerminated()).isTrue();
    set.push(Future.ready(1));
    assertThat(set.isTerminated()).isFalse();
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(set.isTerminated()).isFalse();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(set.isTerminated()).isTrue();
  }

  @Test
  @Tag("F-73")
  void aPushWhileItWaitsWakesTheTask() throws Exception {
    gates(1);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.isWoken()).isFalse();
    set.push(Future.ready(7));
    set.push(Future.ready(8));
    assertThat(stream.wakes()).isEqualTo(1);
    assertThat(stream.pollNext()).isEqualTo(Next.item(7));
    assertThat(stream.pollNext()).isEqualTo(Next.item(8));
  }

  @Test
  @Tag("F-73")
  void aMemberMayPushWhileItIsPolled() throws Exception {
    set.push(
        Future.lazy(cx -> {
          set.push(Future.ready(2));
          return 1;
        }));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(set.size()).isEqualTo(1);
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-73")
  void sizeAndIterationFollowTheMembers() throws Exception {
    List<Gate> gates = gates(3);
    assertThat(set.size()).isEqualTo(3);
    assertThat(set.futures()).containsExactlyElementsOf(gates);
    gates.get(1).open();
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(set.size()).isEqualTo(2);
    assertThat(set.futures()).containsExactly(gates.get(0), gates.get(2));
    var stale = set.futures().iterator();
    assertThat(stale.next()).isSameAs(gates.get(0));
    set.clear();
    assertThatThrownBy(stale::next).isInstanceOf(ConcurrentModificationException.class);
    assertThat(set.isEmpty()).isTrue();
    assertThat(set.futures()).isEmpty();
    assertThatThrownBy(set.futures().iterator()::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  @Tag("F-73")
  void clearCancelsInOrderAndTheSetCanBeUsedOn() throws Exception {
    FutureLedger ledger = new FutureLedger();
    set.push(ledger.track("a", new Gate(1)));
    set.push(ledger.track("b", Future.ready(2)));
    set.push(ledger.track("c", new Gate(3)));
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    set.clear();
    assertThat(ledger.cancelled()).containsExactly("a", "c");
    ledger.assertSettled();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    set.push(Future.ready(4));
    assertThat(stream.pollNext()).isEqualTo(Next.item(4));
  }

  @Test
  @Tag("F-73")
  void aSetThatIsFilledAndClearedWithoutAPollKeepsNothing() throws Exception {
    for (int i = 0; i < 100_000; i++) {
      set.push(new Gate(i));
      set.clear();
    }
    Gate last = gates(1).getFirst();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(last.polls).isEqualTo(1);
    last.open();
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
  }

  @Test
  @Tag("F-73")
  void cancelIsForGood() throws Exception {
    FutureLedger ledger = new FutureLedger();
    set.push(ledger.track("a", new Gate(1)));
    stream.cancel();
    stream.cancel();
    ledger.assertSettled();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThatThrownBy(() -> set.push(new Gate(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("clear()");
  }

  @Test
  @Tag("F-74")
  void aFailureIsThrownAndTheSetStaysUsable() throws Exception {
    Exception failure = new Exception("one");
    Error error = new Cancelled("two");
    FutureLedger ledger = new FutureLedger();
    set.push(ledger.track("fails", Scripted.failure(0, failure)));
    set.push(ledger.track("errs", Scripted.error(0, error)));
    set.push(ledger.track("gives", Future.ready(3)));
    assertThatThrownBy(stream::pollNext).isSameAs(failure);
    assertThat(set.size()).isEqualTo(2);
    assertThatThrownBy(stream::pollNext).isSameAs(error);
    assertThat(set.size()).isEqualTo(1);
    assertThat(stream.pollNext()).isEqualTo(Next.item(3));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    ledger.assertSettled();
    assertThat(ledger.cancelled()).isEmpty();
  }

  @Test
  @Tag("F-74")
  void aCancelThatThrowsDoesNotKeepTheOthersFromIt() throws Exception {
    RuntimeException one = new IllegalStateException("one");
    RuntimeException two = new IllegalStateException("two");
    FutureLedger ledger = new FutureLedger();
    set.push(ledger.track("a", new FailsToCancel(one)));
    set.push(ledger.track("b", new Gate(2)));
    set.push(ledger.track("c", new FailsToCancel(two)));
    set.push(ledger.track("d", new Gate(4)));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThatThrownBy(set::clear).isSameAs(one).hasSuppressedException(two);
    assertThat(ledger.cancelled()).containsExactly("a", "b", "c", "d");
    assertThat(set.isEmpty()).isTrue();
    set.push(Future.ready(5));
    assertThat(stream.pollNext()).isEqualTo(Next.item(5));
  }

  @Test
  @Tag("F-75")
  void aWakeAfterTheMemberOrTheSetIsGoneIsHarmless() throws Exception {
    List<Gate> gates = gates(2);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.getFirst().open();
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.getFirst().wake();
    assertThat(stream.isWoken()).isFalse();
    set.clear();
    gates.getLast().wake();
    assertThat(stream.isWoken()).isFalse();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-75")
  void oneThatWasWokenAndThenClearedIsNotPolledAgain() throws Exception {
    List<Gate> gates = gates(2);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    gates.forEach(Gate::wake);
    set.clear();
    Gate later = gates(1).getFirst();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(gates.stream().map(gate -> gate.polls)).containsExactly(1, 1);
    assertThat(later.polls).isEqualTo(1);
  }

  @Test
  @Tag("F-73")
  void gracefulCancelAsksAllAtOnceAndThenOnlyTheWoken() throws Exception {
    List<Ending> endings = List.of(new Ending(0), new Ending(1), new Ending(2));
    set.pushAll(endings);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    assertThat(set.pollCancel(cx).isPending()).isTrue();
    assertThat(endings.stream().map(each -> each.asked)).containsExactly(1, 1, 1);
    assertThat(set.pollCancel(cx).isPending()).isTrue();
    assertThat(endings.stream().map(each -> each.asked))
        .as("nobody woken")
        .containsExactly(1, 1, 1);
    endings.get(2).wake();
    assertThat(waker.count()).isEqualTo(1);
    assertThat(set.pollCancel(cx).isPending()).isTrue();
    assertThat(endings.stream().map(each -> each.asked)).containsExactly(1, 1, 2);
    endings.get(1).wake();
    endings.get(2).wake();
    assertThat(set.pollCancel(cx).isReady()).isTrue();
    assertThat(endings.stream().map(each -> each.asked)).containsExactly(1, 2, 3);
    assertThat(set.pollCancel(cx).isReady()).isTrue();
  }

  @Test
  @Tag("F-73")
  void aHardCancelCutsAGracefulOneShort() throws Exception {
    Ending ending = new Ending(5);
    set.push(ending);
    assertThat(set.pollCancel(Context.of(Waker.noop())).isPending()).isTrue();
    set.cancel();
    assertThat(ending.cancelled).isTrue();
    assertThat(set.pollCancel(Context.of(Waker.noop())).isReady()).isTrue();
    assertThat(ending.asked).isEqualTo(1);
  }

  /// Never ready, and always wants another poll.
  private static final class Restless implements Future<Integer> {
    private int polls;

    @Override
    public Poll<Integer> poll(Context cx) {
      polls++;
      cx.waker().wake();
      return Poll.pending();
    }
  }

  /// Never ready, and wakes the other one.
  private static final class Partner implements Future<Integer> {
    private Waker waker = Waker.noop();
    private Partner partner = this;
    private int polls;

    @Override
    public Poll<Integer> poll(Context cx) {
      polls++;
      waker = cx.waker();
      partner.waker.wake();
      return Poll.pending();
    }
  }

  private record FailsToCancel(RuntimeException failure) implements Future<Integer> {
    @Override
    public Poll<Integer> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public void cancel() {
      throw failure;
    }
  }

  /// Never ready; its clean-up is Pending so often.
  private static final class Ending implements Future<Integer> {
    private int pendings;
    private int asked;
    private boolean cancelled;
    private Waker waker = Waker.noop();

    Ending(int pendings) {
      this.pendings = pendings;
    }

    void wake() {
      waker.wake();
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      asked++;
      waker = cx.waker();
      return pendings-- > 0 ? Poll.pending() : Poll.done();
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
