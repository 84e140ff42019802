package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#pollImmediate].
final class PollImmediate<T extends @Nullable Object> extends RawFuture<Poll<T>> implements Traced {
  private @Nullable Future<T> lender;

  PollImmediate(Future<T> lender) {
    this.lender = Objects.requireNonNull(lender);
  }

  @Override
  public Object pollRaw(Context cx) throws Exception {
    Future<T> polled = lender;
    if (polled == null) {
      throw Finished.polledAgain("pollImmediate");
    }
    lender = null;
    return polled.poll(cx);
  }

  @Override
  public void cancel() {
    lender = null;
  }

  @Override
  public List<Future<?>> awaited() {
    return Children.present(lender, null);
  }

  @Override
  public String toString() {
    return "pollImmediate";
  }
}
