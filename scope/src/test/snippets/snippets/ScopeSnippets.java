package snippets;

import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.scope.JoinSet;
import dev.wakeful.scope.Joined;
import dev.wakeful.scope.TaskLocal;
import dev.wakeful.scope.TaskTracker;
import java.util.List;
import java.util.Optional;

final class ScopeSnippets {
  private ScopeSnippets() {}

  static int join(TaskExecutor executor, List<Future<Integer>> pages) throws Exception {
    int sum = 0;
    // @start region="join"
    try (JoinSet<Integer> set = new JoinSet<>()) { // aborts what is left when the block ends
      for (Future<Integer> page : pages) {
        set.spawnOn(executor, page);
      }
      for (Optional<Joined<Integer>> next = executor.blockOn(set.joinNext());
          next.isPresent();
          next = executor.blockOn(set.joinNext())) {
        sum += next.get().get(); // throws what the task threw
      }
    }
    // @end
    return sum;
  }

  static Future<Void> track(List<Future<Void>> connections) {
    // @start region="track"
    TaskTracker tracker = new TaskTracker();
    for (Future<Void> connection : connections) {
      tracker.spawn(connection).detach();
    }
    tracker.close(); // no more to come
    Future<Void> allOver = tracker.waiting();
    // @end
    return allOver;
  }

  // @start region="local"
  static final TaskLocal<String> REQUEST = TaskLocal.named("request");

  static void serve(Future<Void> handler) {
    Tasks.spawn(REQUEST.scope("r-17", handler)); // all that the handler calls can ask REQUEST.get()
  }
  // @end
}
