package dev.wakeful.sync;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Future for [MpscSender#send].
final class MpscSend<T> extends RawFuture<Void> {
  private final MpscHandle<T> sender;
  private final Waiter waiter = new Waiter();
  private @Nullable T item;
  private boolean waits;

  MpscSend(MpscHandle<T> sender, T item) {
    this.sender = sender;
    this.item = item;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    T sent = item;
    if (sent == null) {
      throw Finished.polledAgain("send");
    }
    if (!cx.proceed()) {
      return RawPoll.PENDING;
    }
    MpscChannel.Answer answer = sender.send(waiter, cx.waker(), sent, waits);
    if (answer == MpscChannel.Answer.WAITS) {
      waits = true;
      return RawPoll.PENDING;
    }
    item = null;
    cx.progress();
    if (answer == MpscChannel.Answer.CLOSED) {
      throw new NotSent(sent);
    }
    return null;
  }

  @Override
  public void cancel() {
    if (item != null) {
      item = null;
      sender.channel.leave(waiter);
    }
  }

  @Override
  public String toString() {
    return "send";
  }
}
