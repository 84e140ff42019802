package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#race].
final class Race<T extends @Nullable Object> implements Future<T> {
  private @Nullable Future<? extends T> next;
  private @Nullable Future<? extends T> afterNext;

  Race(Future<? extends T> first, Future<? extends T> second) {
    this.next = Objects.requireNonNull(first);
    this.afterNext = Objects.requireNonNull(second);
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    Future<? extends T> one = next;
    Future<? extends T> two = afterNext;
    if (one == null || two == null) {
      throw Finished.polledAgain("race");
    }
    // Taken out first: if a poll throws, what is left in the fields is what must be cancelled.
    next = null;
    boolean pending = false;
    try {
      Poll<T> answer = widen(one.poll(cx));
      if (answer.isReady()) {
        return answer;
      }
      next = one;
      afterNext = null;
      answer = widen(two.poll(cx));
      if (answer.isReady()) {
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

  /// A poll of a subtype is a poll of the type: it only gives values.
  @SuppressWarnings("unchecked")
  private static <T extends @Nullable Object> Poll<T> widen(Poll<? extends T> poll) {
    return (Poll<T>) poll;
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
}
