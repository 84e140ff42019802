package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A combinator that goes on with a second future, made from the end of its source.
///
/// @param <T> the type of the source's value
/// @param <U> the type of the second future's value
abstract class Chain<T extends @Nullable Object, U extends @Nullable Object> extends Adapter<T, U> {
  private @Nullable Future<U> second;

  Chain(Future<T> source) {
    super(source);
  }

  /// Polls the source and makes the second future of how it ended; null while it is pending.
  abstract @Nullable Future<U> pollFirst(Context cx) throws Exception;

  @Override
  public final @Nullable Object pollRaw(Context cx) throws Exception {
    Future<U> next = second;
    if (next == null) {
      next = pollFirst(cx);
      if (next == null) {
        return RawPoll.PENDING;
      }
      second = next;
    }
    boolean pending = false;
    try {
      Object answer = next.pollRaw(cx);
      pending = answer == RawPoll.PENDING;
      return answer;
    } finally {
      if (!pending) {
        second = null;
      }
    }
  }

  @Override
  final @Nullable Future<?> other() {
    return second;
  }

  @Override
  final void forgetOther() {
    second = null;
  }

  /// The second future, which a function of the user's made.
  final Future<U> made(@Nullable Future<U> future) {
    return Objects.requireNonNull(
        future, () -> "the function given to `" + name() + "` returned null instead of a future");
  }
}
