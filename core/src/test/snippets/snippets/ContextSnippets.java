package snippets;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.ArrayDeque;
import java.util.Queue;

final class ContextSnippets {
  private final Queue<String> items = new ArrayDeque<>();

  Poll<String> poll(Context cx) {
    // @start region="cooperate"
    if (!cx.proceed()) {
      return Poll.pending(); // this poll has done enough; the task will be polled again
    }
    String item = items.poll();
    if (item != null) {
      cx.progress();
      return Poll.ready(item);
    }
    // @end
    return Poll.pending();
  }
}
