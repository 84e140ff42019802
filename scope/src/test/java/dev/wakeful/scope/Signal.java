package dev.wakeful.scope;

import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A future for one task, ready or failed once it was raised; it counts polls and cancels.
final class Signal implements Future<String> {
  final AtomicInteger polls = new AtomicInteger();
  final AtomicInteger cancels = new AtomicInteger();
  private final AtomicWaker waker = new AtomicWaker();
  private final String value;
  private volatile boolean raised;
  private volatile @Nullable Exception failure;

  Signal(String value) {
    this.value = value;
  }

  void raise() {
    raised = true;
    waker.wake();
  }

  void fail(Exception cause) {
    failure = cause;
    raise();
  }

  @Override
  public Poll<String> poll(Context cx) throws Exception {
    waker.register(cx.waker());
    polls.incrementAndGet();
    Exception thrown = raised ? failure : null;
    if (thrown != null) {
      throw thrown;
    }
    return raised ? Poll.ready(value) : Poll.pending();
  }

  @Override
  public void cancel() {
    cancels.incrementAndGet();
  }
}
