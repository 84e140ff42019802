package dev.wakeful.stream;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Sink#send] and [Sink#feed].
final class Send<T extends @Nullable Object> extends RawFuture<Void> {
  private @Nullable Sink<T> sink;
  private @Nullable Object item;
  private boolean taken;
  private final boolean flushes;

  Send(Sink<T> sink, T item, boolean flushes) {
    this.sink = Objects.requireNonNull(sink);
    this.item = item;
    this.flushes = flushes;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Sink<T> lender = sink;
    if (lender == null) {
      throw Finished.polledAgain(toString());
    }
    sink = null; // if anything is thrown, this has finished
    if (!taken) {
      if (lender.pollReady(cx).isPending()) {
        sink = lender;
        return RawPoll.PENDING;
      }
      Object given = item;
      item = null;
      taken = true;
      lender.startSend(RawPoll.value(given));
    }
    if (flushes && lender.pollFlush(cx).isPending()) {
      sink = lender;
      return RawPoll.PENDING;
    }
    return null;
  }

  @Override
  public void cancel() {
    sink = null;
    item = null;
  }

  @Override
  public String toString() {
    return flushes ? "send" : "feed";
  }
}
