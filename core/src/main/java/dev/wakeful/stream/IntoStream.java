package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#fromFuture].
final class IntoStream<T extends @Nullable Object> extends RawStream<T> {
  private @Nullable Future<? extends T> future;

  IntoStream(Future<? extends T> future) {
    this.future = Objects.requireNonNull(future);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Future<? extends T> polled = future;
    if (polled == null) {
      return RawNext.END;
    }
    boolean pending = false;
    try {
      Object raw = polled.pollRaw(cx);
      pending = raw == RawPoll.PENDING;
      return raw;
    } finally {
      if (!pending) {
        future = null;
      }
    }
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
    return "fromFuture";
  }
}
