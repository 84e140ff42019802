package snippets;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.LocalPool;
import dev.wakeful.executor.LocalSet;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;

final class LocalSnippets {
  private LocalSnippets() {}

  // @start region="set"
  static String set(TaskExecutor runtime) throws Exception {
    StringBuilder mine = new StringBuilder(); // of this thread
    LocalSet set = new LocalSet();
    JoinHandle<StringBuilder> task = set.spawnLocal(Future.lazy(cx -> mine.append("from a task")));
    runtime.blockOn(set.runUntil(task));
    return mine.toString();
  }

  // @end region="set"

  // @start region="pool"
  static int pool() {
    int[] polled = {0};
    try (LocalPool pool = new LocalPool()) {
      pool.spawnLocal(Future.lazy(cx -> polled[0]++)).detach();
      pool.spawnLocal(Tasks.yieldNow().map(nothing -> polled[0]++)).detach();
      pool.runUntilStalled();
    }
    return polled[0];
  }
  // @end region="pool"
}
