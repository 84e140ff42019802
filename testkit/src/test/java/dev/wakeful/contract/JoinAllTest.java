package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.future.Outcome;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("F-22")
class JoinAllTest {
  private final FutureLedger ledger = new FutureLedger();
  private final List<Gate> gates = new ArrayList<>();

  /// The three forms, as users write them.
  enum Form {
    joinAll,
    tryJoinAll,
    settleAll;

    Future<?> of(List<? extends Future<Integer>> futures) {
      return switch (this) {
        case joinAll -> Futures.joinAll(futures);
        case tryJoinAll -> Futures.tryJoinAll(futures);
        case settleAll -> Futures.settleAll(futures);
      };
    }
  }

  private List<Future<Integer>> tracked(int count) {
    List<Future<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Gate gate = new Gate(i);
      gates.add(gate);
      futures.add(ledger.track("" + i, gate));
    }
    return futures;
  }

  @ParameterizedTest
  @EnumSource
  void valuesComeInTheOrderGivenWhicheverWasFirst(Form form) throws Exception {
    TestTask<?> task = TestTask.of(form.of(tracked(3)));
    assertThat(task.poll().isPending()).isTrue();
    gates.get(2).open();
    assertThat(task.poll().isPending()).isTrue();
    gates.get(0).open();
    gates.get(1).open();
    assertThat(task.poll().get())
        .isEqualTo(
            form == Form.settleAll
                ? List.of(
                    new Outcome.Success<>(0), new Outcome.Success<>(1), new Outcome.Success<>(2))
                : List.of(0, 1, 2));
    assertThat(gates.stream().map(gate -> gate.polls)).containsExactly(2, 2, 2);
    ledger.assertSettled();
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`" + form + "`");
  }

  @ParameterizedTest
  @EnumSource
  void ofNoneTheListIsEmptyAtOnce(Form form) throws Exception {
    assertThat(TestTask.of(form.of(List.of())).poll()).isEqualTo(Poll.ready(List.of()));
  }

  @ParameterizedTest
  @EnumSource
  void aMillionFinishWithTwoPollsEachAndNoDeepStack(Form form) throws Exception {
    int count = 1_000_000;
    for (int i = 0; i < count; i++) {
      gates.add(new Gate(i));
    }
    TestTask<?> task = TestTask.of(form.of(gates));
    assertThat(task.poll().isPending()).isTrue();
    for (int i = count - 1; i >= 0; i--) {
      gates.get(i).open();
    }
    assertThat(task.wakes()).isEqualTo(1);
    assertThat(task.poll().get())
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(count);
    assertThat(gates.stream().mapToLong(gate -> gate.polls).sum()).isEqualTo(2L * count);
  }

  @Test
  void aMillionThatAreReadyShareTheThreadWithOthers() throws Exception {
    int count = 1_000_000;
    List<Future<Integer>> ready = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ready.add(Future.ready(i));
    }
    Future<List<Integer>> all = Futures.joinAll(ready);
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    int turns = 1;
    cx.begin(waker, 128);
    while (all.poll(cx) instanceof Poll.Pending<List<Integer>>) {
      assertThat(waker.count()).isEqualTo(turns++);
      cx.begin(waker, 128);
    }
    assertThat(turns).isEqualTo((count + 127) / 128);
  }

  @Test
  void joinAllWaitsForAllAndKeepsLaterFailures() throws Exception {
    Exception one = new Exception("one");
    Exception two = new Exception("two");
    TestTask<?> task = TestTask.of(Futures.joinAll(tracked(3)));
    assertThat(task.poll().isPending()).isTrue();
    gates.get(2).fail(one);
    assertThat(task.poll().isPending()).isTrue();
    gates.get(0).fail(two);
    gates.get(1).open();
    assertThatThrownBy(task::poll).isSameAs(one).hasSuppressedException(two);
    assertThat(ledger.cancelled()).isEmpty();
    ledger.assertSettled();
    assertThatThrownBy(task::poll).hasMessageContaining("`joinAll`");
  }

  @Test
  void tryJoinAllCancelsTheOthersInOrderAtTheFirstFailure() throws Exception {
    Exception failure = new Exception("one");
    TestTask<?> task = TestTask.of(Futures.tryJoinAll(tracked(4)));
    assertThat(task.poll().isPending()).isTrue();
    gates.get(3).open();
    gates.get(1).fail(failure);
    assertThatThrownBy(task::poll).isSameAs(failure);
    assertThat(ledger.cancelled()).containsExactly("0", "2");
    ledger.assertSettled();
    assertThatThrownBy(task::poll).hasMessageContaining("`tryJoinAll`");
  }

  @Test
  void tryJoinAllSuppressesWhatGoesWrongInTheCancelling() throws Exception {
    RuntimeException later = new IllegalStateException("cancel");
    Exception failure = new Exception("one");
    List<Future<Integer>> futures = tracked(1);
    futures.addFirst(new FailsToCancel(later));
    TestTask<?> task = TestTask.of(Futures.tryJoinAll(futures));
    assertThat(task.poll().isPending()).isTrue();
    gates.getFirst().fail(failure);
    assertThatThrownBy(task::poll).isSameAs(failure).hasSuppressedException(later);
  }

  @Test
  void settleAllTellsOfEach() throws Exception {
    Exception failure = new Exception("one");
    TestTask<List<Outcome<Integer>>> task = TestTask.of(Futures.settleAll(tracked(2)));
    assertThat(task.poll().isPending()).isTrue();
    gates.get(0).fail(failure);
    gates.get(1).open();
    assertThat(task.poll().get())
        .containsExactly(new Outcome.Failure<>(failure), new Outcome.Success<>(1));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-17")
  void anErrorPassesThroughAndCancelsTheOthers(Form form) throws Exception {
    Error error = new Cancelled("test");
    TestTask<?> task = TestTask.of(form.of(tracked(3)));
    assertThat(task.poll().isPending()).isTrue();
    gates.get(1).fail(error);
    assertThatThrownBy(task::poll).isSameAs(error);
    assertThat(ledger.cancelled()).containsExactly("0", "2");
    ledger.assertSettled();
    assertThatThrownBy(task::poll).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-1")
  void cancelledAtAnyTimeItCancelsThoseThatAreLeftOnceAndInOrder(Form form) throws Exception {
    for (int opened = 0; opened <= 3; opened++) {
      JoinAllTest fresh = new JoinAllTest();
      TestTask<?> task = TestTask.of(form.of(fresh.tracked(3)));
      assertThat(task.poll().isPending()).isTrue();
      for (int i = 0; i < opened; i++) {
        fresh.gates.get(i).open();
      }
      assertThat(opened == 0 || task.poll().isReady()).isEqualTo(opened == 0 || opened == 3);
      task.cancel();
      task.cancel();
      assertThat(fresh.ledger.cancelled())
          .containsExactlyElementsOf(List.of("0", "1", "2").subList(opened, 3));
      fresh.ledger.assertSettled();
    }
    JoinAllTest lazy = new JoinAllTest();
    form.of(lazy.tracked(2)).cancel();
    assertThat(lazy.ledger.cancelled()).as("never polled").containsExactly("0", "1");
    assertThat(lazy.gates).allSatisfy(gate -> assertThat(gate.polls).isZero());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-15")
  void theMostRecentWakerIsWoken(Form form) throws Exception {
    Future<?> all = form.of(tracked(2));
    CountingWaker first = new CountingWaker();
    CountingWaker second = new CountingWaker();
    assertThat(all.poll(Context.of(first)).isPending()).isTrue();
    assertThat(all.poll(Context.of(second)).isPending()).isTrue();
    gates.get(1).wake();
    assertThat(first.count()).isZero();
    assertThat(second.count()).isEqualTo(1);
    all.cancel();
  }

  @ParameterizedTest
  @EnumSource
  void gracefulCancelGivesEachItsTime(Form form) {
    List<String> log = new ArrayList<>();
    Future<?> all = form.of(List.of(new Ending("a", log), new Ending("b", log)));
    CountingWaker waker = new CountingWaker();
    assertThat(all.pollCancel(Context.of(waker)).isPending()).isTrue();
    assertThat(log).containsExactly("a ends", "b ends");
    assertThat(waker.count()).isEqualTo(1);
    assertThat(all.pollCancel(Context.of(waker)).isReady()).isTrue();
    assertThat(log).containsExactly("a ends", "b ends", "a over", "b over");
    assertThat(all.pollCancel(Context.of(waker)).isReady()).isTrue();
    all.cancel();
    assertThat(log).hasSize(4);
    assertThatThrownBy(() -> all.poll(Context.of(Waker.noop()))).hasMessageContaining("`" + form);
  }

  @Test
  void itsTraceShowsThoseThatAreLeft() throws Exception {
    Future<List<Integer>> all = Futures.joinAll(tracked(3));
    assertThat(all.poll(Context.of(Waker.noop())).isPending()).isTrue();
    gates.get(1).open();
    assertThat(all.poll(Context.of(Waker.noop())).isPending()).isTrue();
    assertThat(AwaitTrace.print(all)).isEqualTo("on joinAll\n  on 0\n  on 2\n");
  }

  @Test
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void aNullIsNamed() {
    List<Future<Integer>> futures = new ArrayList<>();
    futures.add(null);
    assertThatThrownBy(() -> Futures.tryJoinAll(futures))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`tryJoinAll`");
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

  /// Its clean-up takes two polls.
  private static final class Ending implements Future<Integer> {
    private final String name;
    private final List<String> log;
    private boolean asked;

    Ending(String name, List<String> log) {
      this.name = name;
      this.log = log;
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      if (!asked) {
        asked = true;
        log.add(name + " ends");
        cx.waker().wake();
        return Poll.pending();
      }
      log.add(name + " over");
      return Poll.done();
    }
  }
}
