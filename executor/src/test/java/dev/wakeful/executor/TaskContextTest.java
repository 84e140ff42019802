package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Context;
import dev.wakeful.task.Slots;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R-77")
class TaskContextTest {
  private final TaskContext tasks = new TaskContext(Slots.none());

  @Test
  void everyPollFindsItsTaskWhicheverContextItIsGiven() {
    Set<Context> contexts = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 640; i++) {
      Task<Void> task = task();
      Context cx = tasks.begin(task, 1);
      contexts.add(cx);
      assertThat(tasks.task()).isSameAs(task);
      assertThat(cx.slots()).isSameAs(tasks.slots());
      Ambient.run(tasks::slots, () -> assertThat(TaskContext.taskHere()).isSameAs(task));
      assertThat(tasks.hasBudget()).isTrue();
      cx.progress();
      assertThat(tasks.hasBudget()).as("the budget of the poll under way").isFalse();
    }
    assertThat(contexts).as("none grows old").hasSize(10);
  }

  @Test
  void nothingIsKeptOfATaskThatIsToBeForgotten() {
    assertThat(tasks.task()).isNull();
    tasks.begin(task(), 1);
    tasks.forget();
    assertThat(tasks.task()).isNull();
    assertThat(tasks.hasBudget()).isFalse();
    Ambient.run(tasks::slots, () -> assertThat(TaskContext.taskHere()).isNull());
    assertThat(TaskContext.taskHere()).as("outside").isNull();
  }

  private static Task<Void> task() {
    return new Task<>(new NoScheduler(), null, Future.pending());
  }
}
