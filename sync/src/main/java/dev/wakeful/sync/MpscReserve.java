package dev.wakeful.sync;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Future for [MpscSender#reserve].
final class MpscReserve<T> extends RawFuture<MpscPermit<T>> {
  private final MpscSender<T> sender;
  private final Waiter waiter = new Waiter();
  private boolean waits;
  private boolean over;

  MpscReserve(MpscSender<T> sender) {
    this.sender = sender;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    if (over) {
      throw Finished.polledAgain("reserve");
    }
    if (!cx.proceed()) {
      return RawPoll.PENDING;
    }
    MpscChannel.Answer answer =
        waits || sender.isOpen()
            ? sender.channel.acquire(waiter, cx.waker())
            : MpscChannel.Answer.CLOSED;
    if (answer == MpscChannel.Answer.WAITS) {
      waits = true;
      return RawPoll.PENDING;
    }
    over = true;
    cx.progress();
    if (answer == MpscChannel.Answer.CLOSED) {
      throw new Closed("the channel is closed: there is no slot to reserve");
    }
    return new MpscPermit<>(sender.channel);
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      sender.channel.leave(waiter);
    }
  }

  @Override
  public String toString() {
    return "reserve";
  }
}
