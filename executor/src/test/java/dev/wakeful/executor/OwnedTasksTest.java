package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The list of a spawner's tasks, alone: its races are in module `stress`.
class OwnedTasksTest {
  private final OwnedTasks owned = new OwnedTasks(4);
  private final JdkExecutor nowhere = new JdkExecutor(_ -> {});

  @Test
  void whatLivesIsSeenHoweverOftenTheListIsSwept() {
    List<Task<?>> living = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Task<?> task = task();
      owned.add(task);
      if (i % 7 == 0) {
        living.add(task);
      } else {
        task.finish();
      }
      assertThat(seen()).containsAll(living);
    }
    assertThat(owned.alive()).isEqualTo(living.size());
    living.forEach(Task::finish);
    owned.tidy();
    assertThat(seen()).isEmpty();
  }

  @Test
  void theListGrowsAndShrinks() {
    List<Task<?>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(task());
      owned.add(all.getLast());
    }
    assertThat(seen()).containsExactlyInAnyOrderElementsOf(all);
    all.forEach(Task::finish);
    for (int i = 0; i < 10; i++) {
      owned.tidy();
    }
    Task<?> last = task();
    owned.add(last);
    assertThat(seen()).hasSize(1).containsExactly(last);
  }

  @Test
  void afterTheEndNothingIsSeen() {
    Task<?> task = task();
    owned.add(task);
    owned.shutDownAll();
    assertThat(task.isOver()).isTrue();
    assertThat(seen()).isEmpty();
  }

  private List<Task<?>> seen() {
    List<Task<?>> seen = new ArrayList<>();
    owned.seeAll(seen::add);
    return seen;
  }

  private Task<?> task() {
    return new Task<>(nowhere, null, Future.pending());
  }
}
