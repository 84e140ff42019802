package dev.wakeful.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("R-84")
class TaskLocalTest {
  private static final TaskLocal<Integer> NUMBER = TaskLocal.named("number");
  private static final TaskLocal<String> WORD = TaskLocal.named("word");

  /// Gives what is bound at each of three polls.
  private static Future<List<Integer>> seenInThreePolls() {
    List<Integer> seen = new ArrayList<>();
    return Future.pollFn(cx -> {
      seen.add(NUMBER.orElse(-1));
      cx.waker().wake();
      return seen.size() == 3 ? Poll.ready(seen) : Poll.pending();
    });
  }

  @ParameterizedTest
  @EnumSource
  void aValueIsThereAtEachPollAndNotOutside(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start()) {
      List<JoinHandle<List<Integer>>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        tasks.add(executor.spawn(NUMBER.scope(i, seenInThreePolls())));
      }
      JoinHandle<List<Integer>> without = executor.spawn(seenInThreePolls());
      for (int i = 0; i < 20; i++) {
        assertThat(executor.blockOn(tasks.get(i))).containsExactly(i, i, i);
      }
      assertThat(executor.blockOn(without)).containsExactly(-1, -1, -1);
      assertThat(executor.blockOn(NUMBER.scope(7, seenInThreePolls()))).containsExactly(7, 7, 7);
      assertThat(NUMBER.isBound()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anInnerScopeHidesTheOuterOneWhileItLasts(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start()) {
      Future<List<Object>> nested =
          NUMBER
              .scope(2, WORD.scope("in", Tasks.yieldNow().map(none -> NUMBER.get() + WORD.get())))
              .map(inner -> List.of(inner, NUMBER.get(), WORD.isBound()));
      assertThat(executor.blockOn(executor.spawn(NUMBER.scope(1, nested))))
          .containsExactly("2in", 1, false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSpawnedTaskInheritsOnlyWhenItIsTold(Flavour flavour) throws Exception {
    try (TaskExecutor executor = flavour.start()) {
      Future<List<List<Integer>>> parent =
          Future.lazy(cx ->
                  List.of(
                      Tasks.spawn(seenInThreePolls()),
                      Tasks.spawn(TaskLocal.inherit(seenInThreePolls()))))
              .andThen(children ->
                  children
                      .get(0)
                      .join(children.get(1))
                      .map(both -> List.of(both.first(), both.second())));
      assertThat(executor.blockOn(executor.spawn(NUMBER.scope(5, parent))))
          .containsExactly(List.of(-1, -1, -1), List.of(5, 5, 5));
      Future<List<Integer>> nothingToInherit = seenInThreePolls();
      assertThat(TaskLocal.inherit(nothingToInherit)).isSameAs(nothingToInherit);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aValueIsThereWhenTheTaskIsAborted(Flavour flavour) throws Exception {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    try (TaskExecutor executor = flavour.start()) {
      JoinHandle<Object> aborted = executor.spawn(NUMBER.scope(42, new Witness(seen)));
      executor.blockOn(Flavour.until(() -> !seen.isEmpty()));
      aborted.abort();
      executor.blockOn(Flavour.until(aborted::isFinished));
      assertThat(seen).containsExactly(42, 42);
      executor.spawn(NUMBER.scope(43, new Witness(seen))).detach();
      executor.blockOn(Flavour.until(() -> seen.size() == 3));
    }
    assertThat(seen).as("the runtime was closed").containsExactly(42, 42, 43, 43);
  }

  @Test
  void aValueIsThereInCleanUpThatTakesTime() throws Exception {
    List<Integer> seen = new ArrayList<>();
    Future<Object> scoped = NUMBER.scope(1, new Witness(seen));
    Context cx = Context.of(() -> {});
    assertThat(scoped.poll(cx).isPending()).isTrue();
    assertThat(scoped.pollCancel(cx).isPending()).isTrue();
    assertThat(scoped.pollCancel(cx).isReady()).isTrue();
    assertThat(seen).containsExactly(1, 1, 1);
  }

  /// Notes what is bound when it is polled and when it is cancelled.
  private static final class Witness implements Future<Object> {
    private final List<Integer> seen;
    private int cleanUps;

    Witness(List<Integer> seen) {
      this.seen = seen;
    }

    @Override
    public Poll<Object> poll(Context cx) {
      seen.add(NUMBER.orElse(-1));
      return Poll.pending();
    }

    @Override
    public void cancel() {
      seen.add(NUMBER.orElse(-1));
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      seen.add(NUMBER.orElse(-1));
      return cleanUps++ == 0 ? Poll.pending() : Poll.done();
    }
  }

  @Test
  void aCallHasAValueToo() throws Exception {
    assertThat(NUMBER.<Integer>syncScope(3, () -> NUMBER.get() + NUMBER.syncScope(4, NUMBER::get)))
        .isEqualTo(7);
    assertThat(NUMBER.orElse(0)).isZero();
    assertThatThrownBy(NUMBER::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the task-local number has no value on Thread[")
        .hasMessageContaining("TaskLocal.inherit(future)");
    assertThat(NUMBER).hasToString("task-local number");
  }

  @Test
  void theBudgetIsThatOfTheTask() throws Exception {
    Context cx = Context.of(() -> {});
    cx.begin(() -> {}, 1);
    assertThat(NUMBER.scope(1, Tasks.consumeBudget()).poll(cx).isReady()).isTrue();
    assertThat(cx.hasBudget()).isFalse();
  }
}
