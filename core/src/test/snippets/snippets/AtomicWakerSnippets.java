package snippets;

import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;

// @start region="protocol"
/// Ready once somebody has raised it.
final class AtomicWakerSnippets implements Future<Void> {
  private final AtomicWaker waker = new AtomicWaker();
  private volatile boolean raised;

  void raise() {
    raised = true;
    waker.wake();
  }

  @Override
  public Poll<Void> poll(Context cx) {
    if (raised) {
      return Poll.done();
    }
    waker.register(cx.waker());
    return raised ? Poll.done() : Poll.pending();
  }
}
// @end
