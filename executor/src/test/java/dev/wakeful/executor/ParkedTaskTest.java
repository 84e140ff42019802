package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a task that waits takes of the heap, with what the executor keeps for it.
@Tag("R-137")
class ParkedTaskTest {
  private static final int MANY = 200_000;

  @Test
  void aParkedTaskTakesAtMost120BytesAlsoAfterADump() {
    Setup setup = new Setup(Env.system(), new ParkingDriver());
    try (TaskExecutor executor = TaskExecutor.multiThread(setup, 1)) {
      Future<String> never = cx -> Poll.pending();
      long before = used();
      for (int i = 0; i < MANY; i++) {
        executor.spawn(never);
      }
      while (executor.metrics().workers().getFirst().polls() < MANY) {
        Thread.onSpinWait();
      }
      assertThat((used() - before) / MANY).isLessThanOrEqualTo(120);
      assertThat(executor.dump().tasks()).hasSize(MANY);
      assertThat((used() - before) / MANY).isLessThanOrEqualTo(120);
      assertThat(executor.aliveTasks()).isEqualTo(MANY);
    }
  }

  /// The live heap: the least of several looks, for a collection may leave something behind.
  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
