package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A future for one task, ready once it was raised; it counts polls and cancels.
final class Signal implements Future<String> {
  final AtomicInteger polls = new AtomicInteger();
  final AtomicInteger cancels = new AtomicInteger();
  final AtomicWaker waker = new AtomicWaker();
  private volatile boolean raised;
  volatile @Nullable Thread cancelledBy;

  void raise() {
    raised = true;
    waker.wake();
  }

  @Override
  public Poll<String> poll(Context cx) {
    polls.incrementAndGet();
    if (raised) {
      return Poll.ready("raised");
    }
    waker.register(cx.waker());
    return raised ? Poll.ready("raised") : Poll.pending();
  }

  @Override
  public void cancel() {
    cancelledBy = Thread.currentThread();
    cancels.incrementAndGet();
  }
}
