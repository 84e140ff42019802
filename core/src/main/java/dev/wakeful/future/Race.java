package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#race].
final class Race<T extends @Nullable Object> extends RawFuture<T> implements Traced {
  private @Nullable Future<? extends T> next;
  private @Nullable Future<? extends T> afterNext;

  Race(Future<? extends T> first, Future<? extends T> second) {
    this.next = Objects.requireNonNull(first);
    this.afterNext = Objects.requireNonNull(second);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Future<? extends T> one = next;
    Future<? extends T> two = afterNext;
    if (one == null || two == null) {
      throw Finished.polledAgain("race");
    }
    // Taken out first: if a poll throws, what is left in the fields is what must be cancelled.
    next = null;
    boolean pending = false;
    try {
      Object answer = one.pollRaw(cx);
      if (answer != RawPoll.PENDING) {
        return answer;
      }
      next = one;
      afterNext = null;
      answer = two.pollRaw(cx);
      if (answer != RawPoll.PENDING) {
        return answer;
      }
      next = two;
      afterNext = one;
      pending = true;
      return answer;
    } finally {
      if (!pending) {
        cancel();
      }
    }
  }

  @Override
  public void cancel() {
    Future<? extends T> one = next;
    Future<? extends T> two = afterNext;
    next = null;
    afterNext = null;
    if (one != null) {
      one.cancel();
    }
    if (two != null) {
      two.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    if (!Children.isEnding(next, cx)) {
      next = null;
    }
    if (!Children.isEnding(afterNext, cx)) {
      afterNext = null;
    }
    return next == null && afterNext == null ? Poll.done() : Poll.pending();
  }

  @Override
  public List<Future<?>> awaited() {
    return Children.present(next, afterNext);
  }

  @Override
  public String toString() {
    return "race";
  }
}
