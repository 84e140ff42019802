package snippets;

import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.ContractCheck;
import java.util.concurrent.atomic.AtomicBoolean;

final class ContractCheckSnippets {
  private ContractCheckSnippets() {}

  static void combinator() throws Exception {
    // @start region="combinator"
    ContractCheck.ofFuture("race", probe -> probe.value("fast").race(probe.value(5, "slow")))
        .assertHolds();
    // @end
  }

  static void leaf() throws Exception {
    // @start region="leaf"
    ContractCheck.ofFuture(
            "pollFn",
            probe -> {
              AtomicBoolean open = new AtomicBoolean();
              AtomicWaker waiting = new AtomicWaker();
              probe.progress(() -> {
                open.set(true);
                waiting.wake();
              });
              return Future.pollFn(cx -> {
                waiting.register(cx.waker());
                return open.get() ? Poll.done() : Poll.pending();
              });
            })
        .assertHolds();
    // @end
  }
}
