package dev.wakeful.stream;

import dev.wakeful.task.Context;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#pending].
final class PendingStream<T extends @Nullable Object> extends RawStream<T> {
  private boolean cancelled;

  @Override
  public Object pollNextRaw(Context cx) {
    return cancelled ? RawNext.END : RawNext.PENDING;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public String toString() {
    return "pending";
  }
}
