package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Futures#pollOnce].
final class PollOnce<T extends @Nullable Object> extends RawFuture<Poll<T>> {
  private @Nullable Future<T> lent;

  PollOnce(Future<T> lent) {
    this.lent = Objects.requireNonNull(lent);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Future<T> future = lent;
    if (future == null) {
      throw Finished.polledAgain("pollOnce");
    }
    lent = null;
    return future.poll(cx);
  }

  @Override
  public void cancel() {
    lent = null;
  }

  @Override
  public String toString() {
    return "pollOnce";
  }
}
