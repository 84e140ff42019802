package snippets;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Stream;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

final class StreamSnippets {
  private StreamSnippets() {}

  static Future<Map<Integer, Long>> pipeline(
      Stream<String> words, Function<String, Future<Boolean>> isKnown) {
    // @start region="pipeline"
    return words
        .filter(word -> !word.isBlank())
        .filterAsync(word -> isKnown.apply(word)) // a test that must wait
        .take(1_000) // then the stream is cancelled
        .collect(Collectors.groupingBy(String::length, Collectors.counting()));
    // @end
  }
}
