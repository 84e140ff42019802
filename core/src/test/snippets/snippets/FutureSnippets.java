package snippets;

import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.Future;
import java.time.Duration;

final class FutureSnippets {
  private FutureSnippets() {}

  static Future<String> greeting(Future<String> name) {
    // @start region="chain"
    Future<String> greeting =
        name.map(n -> "hello " + n)
            .timeout(Duration.ofSeconds(1))
            .orElse(failure -> Future.ready("hello, whoever you are"));
    // nothing has run so far; an executor polls `greeting`, and that polls `name`
    // @end
    return greeting;
  }

  static void abort(Future<String> search) {
    // @start region="abort"
    AbortHandle handle = new AbortHandle();
    Future<String> result = search.abortable(handle).recover(e -> "nothing found yet");
    // poll `result` here; any thread ends it by
    handle.abort();
    // @end
    result.cancel();
  }
}
