package snippets;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Tasks;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.runtime.LocalRuntime;
import dev.wakeful.runtime.PinnedPool;
import java.util.ArrayList;
import java.util.List;

final class LocalRuntimeSnippets {
  private LocalRuntimeSnippets() {}

  // @start region="local"
  static List<String> local() throws Exception {
    List<String> log = new ArrayList<>(); // of one thread, so it needs no lock
    try (LocalRuntime runtime = AsyncRuntime.builder().buildLocal()) {
      return runtime.blockOn(
          async(() -> {
            JoinHandle<Boolean> task = Tasks.spawnLocal(async(() -> log.add("from a task")));
            await(task);
            log.add("from the root");
            return log;
          }));
    }
  }

  // @end region="local"

  // @start region="pinned"
  static int pinned() throws Exception {
    try (PinnedPool pool = AsyncRuntime.builder().buildPinned(2);
        AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      JoinHandle<Integer> task =
          pool.spawnPinned(() -> {
            List<Integer> state = new ArrayList<>(); // made there, used there
            return async(() -> {
              await(Tasks.spawnLocal(async(() -> state.add(1))));
              return state.size();
            });
          });
      return runtime.blockOn(task);
    }
  }
  // @end region="pinned"
}
