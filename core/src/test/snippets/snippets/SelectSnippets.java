package snippets;

import static dev.wakeful.future.Futures.select;

import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.Future;
import dev.wakeful.stream.Stream;
import java.time.Duration;

final class SelectSnippets {
  private SelectSnippets() {}

  static Future<String> first(Future<Integer> answer, Stream<String> hints, boolean curious) {
    // @start region="select"
    Future<String> first =
        select()
            .on(answer, number -> "the answer is " + number)
            .onSome(hints.next(), hint -> "a hint: " + hint)
            .when(() -> curious)
            .complete(() -> "nobody knows");
    // @end
    return first;
  }

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
