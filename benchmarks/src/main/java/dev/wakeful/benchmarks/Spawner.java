package dev.wakeful.benchmarks;

import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import java.util.function.Function;

/// A subject that polls futures.
interface Spawner {

  /// Starts a task from outside.
  ///
  /// @return what keeps the task alive
  Object spawn(Future<?> future);

  /// Starts a task from inside a task.
  void spawnInside(Future<?> future);

  /// An iteration of a workload that each does in its own way.
  Runnable own(SchedulerWorkload workload);

  /// This library, two workers.
  final class Wakeful implements Spawner {
    private final AsyncRuntime runtime;

    Wakeful(Features features) {
      this.runtime = features.runtime();
    }

    @Override
    public Object spawn(Future<?> future) {
      return runtime.spawn(future);
    }

    @Override
    public void spawnInside(Future<?> future) {
      Tasks.spawn(future);
    }

    @Override
    public Runnable own(SchedulerWorkload workload) {
      return switch (workload) {
        case SPAWN_JOIN -> () -> run(JoiningWorkloads::spawnAndJoin);
        case SPAWN_BLOCKING -> () -> run(done -> JoiningWorkloads.call(runtime, done));
        default -> throw new IllegalArgumentException("no workload " + workload);
      };
    }

    private void run(Function<Countdown, Future<Void>> body) {
      Countdown done = new Countdown(1);
      runtime.spawn(body.apply(done));
      done.await();
    }
  }
}
