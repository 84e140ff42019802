package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The cooperation budget of tasks.
class BudgetTest {
  private static final int MESSAGES = 1000;

  /// Awaits as many leaves as it can in each poll, and remembers how many that were.
  private static final class Reader implements Future<List<Integer>> {
    private final Supplier<? extends Future<?>> leaves;
    private final List<Integer> perPoll = new ArrayList<>();
    private int left = MESSAGES;

    Reader(Supplier<? extends Future<?>> leaves) {
      this.leaves = leaves;
    }

    @Override
    public Poll<List<Integer>> poll(Context cx) throws Exception {
      int read = 0;
      while (left > 0 && leaves.get().poll(cx).isReady()) {
        read++;
        left--;
      }
      perPoll.add(read);
      return left == 0 ? Poll.ready(perPoll) : Poll.pending();
    }
  }

  private static List<Integer> read(Flavour flavour, Future<List<Integer>> reader)
      throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      return fixture.executor.blockOn(fixture.executor.spawn(reader));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-85")
  @Tag("R-87")
  void aPollTakesAsManyUnitsAsTheBudgetHas(Flavour flavour) throws Exception {
    List<Integer> perPoll = read(flavour, new Reader(Tasks::consumeBudget));
    assertThat(perPoll).hasSize(MESSAGES / Setup.BUDGET + 1);
    assertThat(perPoll).allMatch(each -> each <= Setup.BUDGET);
    assertThat(perPoll.getFirst()).isEqualTo(Setup.BUDGET);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-85")
  void theFutureOfBlockOnHasABudgetToo(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      List<Integer> perPoll = fixture.executor.blockOn(new Reader(Tasks::consumeBudget));
      assertThat(perPoll.getFirst()).isEqualTo(Setup.BUDGET);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-86")
  void anUnconstrainedFutureHasNone(Flavour flavour) throws Exception {
    assertThat(read(flavour, Futures.unconstrained(new Reader(Tasks::consumeBudget))))
        .containsExactly(MESSAGES);
  }

  @Test
  @Tag("R-86")
  void whatIsUnconstrainedLeavesTheBudgetOfItsNeighboursAlone() throws Exception {
    Context cx = Context.of(Waker.noop());
    cx.begin(Waker.noop(), 1);
    assertThat(Futures.unconstrained(new Reader(Tasks::consumeBudget)).poll(cx).isReady()).isTrue();
    assertThat(cx.hasBudget()).isTrue();
    assertThat(Tasks.consumeBudget().poll(cx).isReady()).isTrue();
    assertThat(cx.hasBudget()).isFalse();
    assertThat(Futures.unconstrained(Tasks.consumeBudget()).poll(cx).isReady()).isTrue();
    assertThat(Tasks.consumeBudget().poll(cx).isPending()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-88")
  void aForeignLeafCooperatesWhenItIsTold(Flavour flavour) throws Exception {
    assertThat(read(flavour, new Reader(() -> Future.ready(1)))).containsExactly(MESSAGES);
    List<Integer> perPoll = read(flavour, new Reader(() -> Futures.cooperative(Future.ready(1))));
    assertThat(perPoll).allMatch(each -> each <= Setup.BUDGET).hasSizeGreaterThan(1);
  }

  @Test
  @Tag("R-88")
  void aCooperativeLeafIsNotPolledWithoutBudgetAndPaysOnlyWhenItIsReady() throws Exception {
    int[] polls = {0};
    int[] wakes = {0};
    Future<Integer> leaf =
        Futures.cooperative(Future.pollFn(cx -> ++polls[0] == 2 ? Poll.ready(5) : Poll.pending()));
    Context cx = Context.of(Waker.noop());
    cx.begin(() -> wakes[0]++, 0);
    assertThat(leaf.poll(cx).isPending()).isTrue();
    assertThat(polls[0]).isZero();
    assertThat(wakes[0]).as("asked for another poll").isEqualTo(1);
    cx.begin(() -> wakes[0]++, 1);
    assertThat(leaf.poll(cx).isPending()).isTrue();
    assertThat(cx.hasBudget()).as("Pending costs nothing").isTrue();
    assertThat(leaf.poll(cx)).isEqualTo(Poll.ready(5));
    assertThat(cx.hasBudget()).isFalse();
    assertThat(wakes[0]).isEqualTo(1);
  }
}
