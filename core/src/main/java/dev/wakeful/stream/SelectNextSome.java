package dev.wakeful.stream;

import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#selectNextSome].
final class SelectNextSome<T extends @Nullable Object> extends RawFuture<T>
    implements FusedFuture<T> {
  private @Nullable Stream<T> stream;

  SelectNextSome(Stream<T> stream) {
    this.stream = Objects.requireNonNull(stream);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Stream<T> lender = stream;
    if (lender == null) {
      return RawNext.PENDING;
    }
    stream = null; // an item, a failure and the end are each the end of this future
    Object answer = lender.pollNextRaw(cx);
    if (answer == RawNext.PENDING) {
      stream = lender;
    }
    return answer == RawNext.END ? RawNext.PENDING : answer;
  }

  @Override
  public boolean isTerminated() {
    return stream == null;
  }

  @Override
  public void cancel() {
    stream = null;
  }

  @Override
  public String toString() {
    return "selectNextSome";
  }
}
