package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#once].
final class Once<T extends @Nullable Object> extends RawStream<T> {
  private @Nullable Future<? extends T> future;

  Once(Future<? extends T> future) {
    this.future = Objects.requireNonNull(future);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Future<? extends T> polled = future;
    if (polled == null) {
      return RawNext.END;
    }
    future = null; // if its poll throws, it has finished
    Object raw = polled.pollRaw(cx);
    if (raw == RawNext.PENDING) {
      future = polled;
    }
    return raw;
  }

  @Override
  public void cancel() {
    Future<? extends T> left = future;
    future = null;
    if (left != null) {
      left.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    Future<? extends T> left = future;
    if (left != null && left.pollCancel(cx).isPending()) {
      return Poll.pending();
    }
    future = null;
    return Poll.done();
  }

  @Override
  public String toString() {
    return "once";
  }
}
