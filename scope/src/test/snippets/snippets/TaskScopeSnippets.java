package snippets;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.future.Future;
import dev.wakeful.scope.ScopeOptions;
import dev.wakeful.scope.TaskScope;
import java.time.Duration;
import java.util.List;

final class TaskScopeSnippets {
  private TaskScopeSnippets() {}

  record Page(String user, List<String> orders) {}

  // @start region="both"
  static Future<Page> page(Future<String> user, Future<List<String>> orders) {
    return TaskScope.run(
        ScopeOptions.defaults().deadline(Duration.ofSeconds(2)),
        scope -> {
          JoinHandle<String> who = scope.spawn(user); // both run now, as tasks of their own
          JoinHandle<List<String>> what = scope.spawn(orders);
          return who.join(what).map(both -> new Page(both.first(), both.second()));
        });
  }
  // @end
}
