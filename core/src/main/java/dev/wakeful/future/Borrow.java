package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#borrow].
final class Borrow<T extends @Nullable Object> extends RawFuture<T>
    implements FusedFuture<T>, Traced {
  private @Nullable Future<T> lent;

  Borrow(Future<T> lent) {
    this.lent = Objects.requireNonNull(lent);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Future<T> future = lent;
    if (future == null) {
      return RawPoll.PENDING;
    }
    lent = null; // if its poll throws, it has finished
    Object answer = future.pollRaw(cx);
    if (answer == RawPoll.PENDING) {
      lent = future;
    }
    return answer;
  }

  @Override
  public boolean isTerminated() {
    Future<T> future = lent;
    return future == null || (future instanceof FusedFuture<T> fused && fused.isTerminated());
  }

  @Override
  public void cancel() {
    lent = null;
  }

  @Override
  public List<Future<?>> awaited() {
    return Children.present(lent, null);
  }

  @Override
  public String toString() {
    return "borrow";
  }
}
