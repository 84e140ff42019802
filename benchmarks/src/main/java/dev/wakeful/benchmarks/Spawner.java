package dev.wakeful.benchmarks;

import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;

/// A subject that polls futures.
interface Spawner {

  /// Starts a task from outside.
  void spawn(Future<?> future);

  /// Starts a task from inside a task.
  void spawnInside(Future<?> future);

  /// This library, two workers.
  final class Wakeful implements Spawner {
    private final AsyncRuntime runtime = AsyncRuntime.builder().workers(2).build();

    @Override
    public void spawn(Future<?> future) {
      runtime.spawn(future);
    }

    @Override
    public void spawnInside(Future<?> future) {
      Tasks.spawn(future);
    }
  }
}
