package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Future for [Future#ready].
final class Ready<T extends @Nullable Object> extends RawFuture<T> {
  /// PENDING, which is no future's value, once it has been given.
  private @Nullable Object value;

  Ready(T value) {
    this.value = value;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) {
    Object given = value;
    if (given == RawPoll.PENDING) {
      throw Finished.polledAgain("ready");
    }
    value = RawPoll.PENDING;
    return given;
  }

  @Override
  public void cancel() {
    value = RawPoll.PENDING;
  }

  @Override
  public String toString() {
    return "ready";
  }
}
