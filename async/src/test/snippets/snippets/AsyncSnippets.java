package snippets;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.asyncConsumer;
import static dev.wakeful.async.Async.await;
import static dev.wakeful.future.Futures.select;

import dev.wakeful.async.AsyncFunction;
import dev.wakeful.future.FusedFuture;
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

  // @start region="select"
  static Future<Integer> countUntil(Future<?> signal, Stream<String> lines) {
    return async(() -> {
      int count = 0;
      FusedFuture<?> stop = signal.fuse(); // made once, lent to each select
      try {
        while (await(
            select()
                .onSome(lines.next(), line -> true) // losing, it leaves its line in the stream
                .on(stop.borrow(), x -> false)
                .complete(() -> false))) {
          count++;
        }
      } finally {
        stop.cancel(); // what is lent is not cancelled by the one who borrows
      }
      return count;
    });
  }
  // @end
}
