package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.future.Pair;
import dev.wakeful.future.Quadruple;
import dev.wakeful.future.Quintuple;
import dev.wakeful.future.Triple;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Several futures, all of them wanted.
class JoinTest {
  private final Exception broken = new Exception("broken");
  private final FutureLedger ledger = new FutureLedger();
  private final List<String> order = new ArrayList<>();

  private static Scripted<Integer> in(int pendings, int value) {
    return Scripted.value(pendings, value);
  }

  private Future<Integer> logged(String name, Future<Integer> future) {
    return ledger.track(
        name,
        Future.pollFn(cx -> {
          order.add(name);
          return future.poll(cx);
        }));
  }

  static Stream<Arguments> sizes() {
    return Stream.of(
        Arguments.of(Futures.join(in(0, 1), in(1, 2)), new Pair<>(1, 2)),
        Arguments.of(Futures.join(in(2, 1), in(1, 2), in(0, 3)), new Triple<>(1, 2, 3)),
        Arguments.of(
            Futures.join(in(0, 1), in(1, 2), in(2, 3), in(0, 4)), new Quadruple<>(1, 2, 3, 4)),
        Arguments.of(
            Futures.join(in(2, 1), in(1, 2), in(0, 3), in(0, 4), in(1, 5)),
            new Quintuple<>(1, 2, 3, 4, 5)),
        Arguments.of(Futures.tryJoin(in(0, 1), in(1, 2)), new Pair<>(1, 2)),
        Arguments.of(Futures.tryJoin(in(2, 1), in(1, 2), in(0, 3)), new Triple<>(1, 2, 3)),
        Arguments.of(
            Futures.tryJoin(in(0, 1), in(1, 2), in(2, 3), in(0, 4)), new Quadruple<>(1, 2, 3, 4)),
        Arguments.of(
            Futures.tryJoin(in(2, 1), in(1, 2), in(0, 3), in(0, 4), in(1, 5)),
            new Quintuple<>(1, 2, 3, 4, 5)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  @Tag("F-20")
  @Tag("F-21")
  void eachValueComesWhereItsFutureStood(Future<?> future, Object values) throws Exception {
    TestTask<?> task = TestTask.of(future);
    Poll<?> answer = task.poll();
    while (answer.isPending()) {
      assertThat(task.polls()).isLessThan(5);
      answer = task.poll();
    }
    assertThat(answer.get()).isEqualTo(values);
  }

  @Test
  @Tag("F-20")
  @Tag("M-2")
  void anotherOneIsPolledFirstEachTime() throws Exception {
    TestTask<?> task =
        TestTask.of(
            Futures.join(logged("1", in(3, 1)), logged("2", in(3, 2)), logged("3", in(3, 3))));
    while (task.poll().isPending()) {}
    assertThat(String.join(",", order)).isEqualTo("1,2,3,2,3,1,3,1,2,1,2,3");
    ledger.assertSettled();
  }

  @Test
  @Tag("F-20")
  void whatIsReadyIsNotPolledAgain() throws Exception {
    TestTask<?> task = TestTask.of(Futures.join(logged("1", in(0, 1)), logged("2", in(2, 2))));
    while (task.poll().isPending()) {}
    assertThat(order).containsExactly("1", "2", "2", "2");
  }

  @Test
  @Tag("F-20")
  void joinFailsWithTheFirstFailureWhenAllHaveFinished() throws Exception {
    Exception second = new Exception("second");
    Exception third = new Exception("third");
    Scripted<Integer> last = in(3, 1);
    TestTask<?> task =
        TestTask.of(
            Futures.join(
                Scripted.failure(2, third),
                Scripted.failure(0, broken),
                last,
                Scripted.failure(1, second)));
    for (int i = 0; i < 3; i++) {
      assertThat(task.poll().isPending()).isTrue();
    }
    assertThatThrownBy(task::poll).isSameAs(broken);
    assertThat(broken.getSuppressed()).containsExactly(second, third);
    assertThat(last.finished).isTrue();
  }

  @Test
  @Tag("F-20")
  @Tag("F-21")
  void oneFailureObjectIsNotItsOwnCompanion() {
    assertThatThrownBy(
            () -> TestTask.of(Futures.join(Future.failed(broken), Future.failed(broken))).poll())
        .isSameAs(broken);
    assertThat(broken.getSuppressed()).isEmpty();
  }

  @Test
  @Tag("F-21")
  void tryJoinFailsAtOnceAndCancelsTheOthersInOrder() throws Exception {
    TestTask<?> task =
        TestTask.of(
            Futures.tryJoin(
                logged("slow", in(9, 1)),
                logged("ready", in(0, 2)),
                logged("failing", Scripted.failure(0, broken)),
                logged("not begun", in(0, 3)),
                logged("nor this", in(0, 4))));
    assertThatThrownBy(task::poll).isSameAs(broken);
    assertThat(order).containsExactly("slow", "ready", "failing");
    assertThat(ledger.cancelled()).containsExactly("slow", "not begun", "nor this");
    ledger.assertSettled();
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`tryJoin`");
  }

  @Test
  @Tag("F-21")
  void whatGoesWrongWhileCancellingIsSuppressedAndStopsNothing() {
    RuntimeException one = new IllegalStateException("one");
    Error two = new AssertionError("two");
    Future<Integer> last = ledger.track("last", in(9, 1));
    assertThatThrownBy(() ->
            TestTask.of(
                    Futures.tryJoin(
                        new BadAtCancel(one), new BadAtCancel(two), Future.failed(broken), last))
                .poll())
        .isSameAs(broken);
    assertThat(broken.getSuppressed()).containsExactly(one);
    assertThat(one.getSuppressed()).containsExactly(two);
    assertThat(ledger.cancelled()).containsExactly("last");
  }

  @Test
  @Tag("F-21")
  void tryJoinOfTwoIsAMethodToo() throws Exception {
    assertThat(TestTask.of(Future.ready(1).tryJoin(Future.ready("a"))).poll())
        .isEqualTo(Poll.ready(new Pair<>(1, "a")));
    Future<Integer> slow = ledger.track("slow", in(9, 1));
    assertThatThrownBy(() -> TestTask.of(slow.tryJoin(Future.failed(broken))).poll())
        .isSameAs(broken);
    assertThat(ledger.cancelled()).containsExactly("slow");
  }

  @Test
  @Tag("F-20")
  void itTellsWhomItWaitsForInTheOrderOfTheNextPoll() throws Exception {
    Future<?> join =
        Futures.join(
            ledger.track("a", in(9, 1)), ledger.track("b", in(0, 1)), ledger.track("c", in(9, 1)));
    assertThat(TestTask.of(join).poll().isPending()).isTrue();
    assertThat(AwaitTrace.print(join)).isEqualTo("on join\n  on c\n  on a\n");
    join.cancel();
    assertThat(AwaitTrace.print(join)).isEqualTo("on join\n");
  }

  /// Breaks the rule that `cancel` does not throw.
  private record BadAtCancel(Throwable thrown) implements Future<Integer> {
    @Override
    public Poll<Integer> poll(Context cx) {
      return Poll.pending();
    }

    @Override
    public void cancel() {
      switch (thrown) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new AssertionError(thrown);
      }
    }
  }
}
