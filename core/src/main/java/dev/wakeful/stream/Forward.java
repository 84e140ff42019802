package dev.wakeful.stream;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#forward], and for [Sink#sendAll], which borrows the sink. One item is held
/// while the sink has no room.
final class Forward<T extends @Nullable Object> extends RawFuture<Void> {
  /// Null once it has ended.
  private @Nullable Stream<? extends T> stream;

  /// Null once this future has finished.
  private @Nullable Sink<? super T> sink;

  private final boolean ownsSink;

  /// An item, or Pending when none is held.
  private @Nullable Object held = RawNext.PENDING;

  Forward(Stream<? extends T> stream, Sink<? super T> sink, boolean ownsSink) {
    this.stream = Objects.requireNonNull(stream);
    this.sink = Objects.requireNonNull(sink);
    this.ownsSink = ownsSink;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Sink<? super T> target = sink;
    if (target == null) {
      throw Finished.polledAgain(toString());
    }
    boolean failed = true;
    try {
      boolean done = advance(target, cx);
      failed = false;
      if (!done) {
        return RawPoll.PENDING;
      }
      sink = null;
      return null;
    } finally {
      if (failed) {
        cancel();
      }
    }
  }

  /// Whether all has been given and has arrived.
  private boolean advance(Sink<? super T> target, Context cx) throws Exception {
    while (true) {
      if (held != RawNext.PENDING) {
        if (target.pollReady(cx).isPending()) {
          return false;
        }
        Object item = held;
        held = RawNext.PENDING;
        target.startSend(RawPoll.value(item));
      }
      Stream<? extends T> items = stream;
      Object raw = items == null ? RawNext.END : items.pollNextRaw(cx);
      if (raw == RawNext.END) {
        stream = null;
        return (ownsSink ? target.pollClose(cx) : target.pollFlush(cx)).isReady();
      }
      if (raw == RawNext.PENDING) {
        target.pollFlush(cx);
        return false;
      }
      held = raw;
    }
  }

  @Override
  public void cancel() {
    Stream<? extends T> items = stream;
    Sink<? super T> target = sink;
    stream = null;
    sink = null;
    held = RawNext.PENDING;
    if (items != null) {
      items.cancel();
    }
    if (target != null && ownsSink) {
      target.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    held = RawNext.PENDING;
    Stream<? extends T> items = stream;
    if (items != null && items.pollCancel(cx).isReady()) {
      stream = null;
    }
    Sink<? super T> target = sink;
    if (target != null && (!ownsSink || target.pollCancel(cx).isReady())) {
      sink = null;
    }
    return stream == null && sink == null ? Poll.done() : Poll.pending();
  }

  @Override
  public String toString() {
    return ownsSink ? "forward" : "sendAll";
  }
}
