package dev.wakeful.stream;

import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sink for [Sink#withFlatMap]. One item is held while the target has no room.
final class WithFlatMap<T extends @Nullable Object, U extends @Nullable Object>
    extends SinkAdapter<T, U> {
  private final ThrowingFunction<? super T, ? extends Stream<? extends U>> fn;
  private @Nullable Stream<? extends U> items;

  /// An item, or Pending when none is held.
  private @Nullable Object held = RawNext.PENDING;

  WithFlatMap(
      Sink<? super U> target, ThrowingFunction<? super T, ? extends Stream<? extends U>> fn) {
    super(target);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "withFlatMap";
  }

  @Override
  Poll<Void> ready(Context cx) throws Exception {
    return drain(cx);
  }

  @Override
  void take(T item) throws Exception {
    items = made(fn.apply(item));
  }

  @Override
  Poll<Void> drain(Context cx) throws Exception {
    while (true) {
      if (held != RawNext.PENDING) {
        if (target.pollReady(cx).isPending()) {
          return Poll.pending();
        }
        Object item = held;
        held = RawNext.PENDING;
        target.startSend(RawPoll.value(item));
      }
      Stream<? extends U> stream = items;
      if (stream == null) {
        return Poll.done();
      }
      Object raw = stream.pollNextRaw(cx);
      if (raw == RawNext.PENDING) {
        return Poll.pending();
      }
      if (raw == RawNext.END) {
        items = null;
      } else {
        held = raw;
      }
    }
  }

  @Override
  void dropHeld() {
    Stream<?> stream = items;
    items = null;
    held = RawNext.PENDING;
    if (stream != null) {
      stream.cancel();
    }
  }

  @Override
  Poll<Void> droppingHeld(Context cx) {
    Stream<?> stream = items;
    if (stream != null && stream.pollCancel(cx).isPending()) {
      return Poll.pending();
    }
    items = null;
    held = RawNext.PENDING;
    return Poll.done();
  }
}
