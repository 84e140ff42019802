package snippets;

import dev.wakeful.future.Future;
import dev.wakeful.stream.FuturesUnordered;
import java.util.List;

final class FuturesUnorderedSnippets {
  private FuturesUnorderedSnippets() {}

  static Future<Void> printAll(List<Future<String>> answers) {
    // @start region="use"
    FuturesUnordered<String> running = FuturesUnordered.of(answers);
    Future<Void> printed =
        running.map(answer -> "got " + answer).forEach(line -> Future.lazy(cx -> print(line)));
    // @end
    return printed;
  }

  private static Void print(String line) {
    throw new UnsupportedOperationException(line);
  }
}
