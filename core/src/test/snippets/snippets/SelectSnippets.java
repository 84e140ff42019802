package snippets;

import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.Future;
import java.time.Duration;

final class SelectSnippets {
  private SelectSnippets() {}

  static Future<String> patient(Future<String> reply, Future<?> hurry) {
    // @start region="borrow"
    FusedFuture<String> asked = reply.fuse();
    return asked
        .borrow()
        .timeout(Duration.ofSeconds(1)) // when the second is over, `asked` has lost nothing
        .orElse(late -> asked.borrow().race(hurry.map(x -> "never mind")));
    // @end
  }
}
