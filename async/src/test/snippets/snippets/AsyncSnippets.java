package snippets;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.asyncConsumer;
import static dev.wakeful.async.Async.await;

import dev.wakeful.async.AsyncFunction;
import dev.wakeful.future.Future;
import dev.wakeful.stream.Stream;

/// Compiled excerpts of the documentation.
final class AsyncSnippets {
  private AsyncSnippets() {}

  // @start region="first"
  static Future<Integer> sum(Future<Integer> first, Future<Integer> second) {
    return async(() -> {
      int total = await(first);
      total += await(second);
      return total;
    });
  }

  // @end

  // @start region="function"
  static final AsyncFunction<Future<String>, Integer> LENGTH = text -> await(text).length();

  static Future<Integer> length(Future<String> text) {
    return LENGTH.start(text);
  }

  // @end

  // @start region="each"
  static Future<Void> each(Stream<Future<String>> lines) {
    return lines.forEach(asyncConsumer(line -> System.out.println(await(line))));
  }
  // @end
}
