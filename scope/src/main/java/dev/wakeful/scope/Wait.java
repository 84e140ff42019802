package dev.wakeful.scope;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;

/// Future for [TaskTracker#waiting].
final class Wait implements Future<Void> {
  private final AtomicWaker waker = new AtomicWaker();
  private final Tally tally;
  private final long ticket;
  private boolean finished;

  Wait(Tally tally) {
    this.tally = tally;
    this.ticket = tally.ticket();
  }

  /// Any thread.
  void wake() {
    waker.wake();
  }

  @Override
  public Poll<Void> poll(Context cx) {
    if (finished) {
      throw Finished.polledAgain("waiting");
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    if (!tally.isTold(ticket)) {
      waker.register(cx.waker());
      tally.add(this);
      if (!tally.isTold(ticket)) { // again: see the head of Tally
        return Poll.pending();
      }
    }
    cx.progress();
    cancel();
    return Poll.done();
  }

  @Override
  public void cancel() {
    if (!finished) {
      finished = true;
      tally.remove(this);
      waker.take();
    }
  }

  @Override
  public String toString() {
    return "waiting";
  }
}
