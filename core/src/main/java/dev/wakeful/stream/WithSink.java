package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sink for [Sink#with]. The target's room is kept while a future makes the item for it.
final class WithSink<T extends @Nullable Object, U extends @Nullable Object>
    extends SinkAdapter<T, U> {
  private final ThrowingFunction<? super T, ? extends Future<? extends U>> fn;
  private @Nullable Future<? extends U> making;

  WithSink(Sink<? super U> target, ThrowingFunction<? super T, ? extends Future<? extends U>> fn) {
    super(target);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "with";
  }

  @Override
  void take(T item) throws Exception {
    making = made(fn.apply(item));
  }

  @Override
  Poll<Void> drain(Context cx) throws Exception {
    Future<? extends U> future = making;
    if (future != null) {
      making = null; // if its poll throws, it has finished
      Object raw = future.pollRaw(cx);
      if (raw == RawPoll.PENDING) {
        making = future;
        return Poll.pending();
      }
      target.startSend(RawPoll.value(raw));
    }
    return Poll.done();
  }

  @Override
  void dropHeld() {
    Future<?> future = making;
    making = null;
    if (future != null) {
      future.cancel();
    }
  }

  @Override
  Poll<Void> droppingHeld(Context cx) {
    Future<?> future = making;
    if (future != null && future.pollCancel(cx).isPending()) {
      return Poll.pending();
    }
    making = null;
    return Poll.done();
  }
}
