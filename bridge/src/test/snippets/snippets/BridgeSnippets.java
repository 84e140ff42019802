package snippets;

import dev.wakeful.bridge.Bridge;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.stream.Stream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;

final class BridgeSnippets {
  private BridgeSnippets() {}

  static List<Integer> out(
      Future<String> page,
      Stream<Integer> numbers,
      TaskExecutor executor,
      Flow.Subscriber<Integer> subscriber) {
    // @start region="out"
    CompletableFuture<String> running = Bridge.toCompletableFuture(page, executor);
    Flow.Publisher<Integer> published = Bridge.toPublisher(numbers, executor);
    // @end
    published.subscribe(subscriber);
    running.cancel(false);
    // @start region="blocking"
    try (var items = Bridge.toJavaStream(numbers, executor::blockOn)) {
      return items.limit(10).toList();
    }
    // @end
  }

  static void in(CompletableFuture<String> started, Flow.Publisher<String> lines) {
    // @start region="in"
    Future<String> page =
        Future.fromStage(started); // asks it when polled, cancels it when cancelled
    Stream<String> stream = Stream.fromPublisher(lines, 64); // 64 lines wait here at most
    Stream<Integer> numbers = Stream.fromJavaStream(IntStream.range(0, 10));
    // @end
    page.cancel();
    stream.cancel();
    numbers.cancel();
  }
}
