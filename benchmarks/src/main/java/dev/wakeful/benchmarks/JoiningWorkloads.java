package dev.wakeful.benchmarks;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import java.util.ArrayList;
import java.util.List;

/// The workloads that wait for what they have started, as one writes them with this library.
final class JoiningWorkloads {
  private JoiningWorkloads() {}

  static Future<Void> spawnAndJoin(Countdown done) {
    return async(() -> {
      List<JoinHandle<Void>> handles = new ArrayList<>(SchedulerWorkload.Sizes.MANY);
      for (int i = 0; i < SchedulerWorkload.Sizes.MANY; i++) {
        handles.add(Tasks.spawn(PolledWorkloads.once(() -> {})));
      }
      for (JoinHandle<Void> handle : handles) {
        await(handle);
      }
      done.arrive();
    });
  }

  static Future<Void> call(AsyncRuntime runtime, Countdown done) {
    return async(() -> {
      for (int i = 0; i < SchedulerWorkload.Sizes.CALLS; i++) {
        String _ = await(runtime.spawnBlocking(() -> "done"));
      }
      done.arrive();
    });
  }
}
