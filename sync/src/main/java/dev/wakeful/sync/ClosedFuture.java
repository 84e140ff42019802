package dev.wakeful.sync;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;

/// Future for [MpscHandle#closed].
final class ClosedFuture implements Future<Void> {
  private final MpscChannel<?> channel;
  private final Waiter waiter = new Waiter();
  private boolean over;

  ClosedFuture(MpscChannel<?> channel) {
    this.channel = channel;
  }

  @Override
  public Poll<Void> poll(Context cx) {
    if (over) {
      throw Finished.polledAgain("closed");
    }
    if (!cx.proceed() || !channel.pollClosed(waiter, cx.waker())) {
      return Poll.pending();
    }
    over = true;
    cx.progress();
    return Poll.done();
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      channel.stopWatching(waiter);
    }
  }

  @Override
  public String toString() {
    return "closed";
  }
}
