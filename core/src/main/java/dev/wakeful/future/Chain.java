package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// A step that may go on with a second future, made from the end of its source.
///
/// When the second is such a chain itself, as in a recursion, this one does that one's work and
/// takes over what comes after: a tail call, in constant space however often it happens.
///
/// @param <T> the type of the source's value
/// @param <U> the type of the second future's value
abstract class Chain<T extends @Nullable Object, U extends @Nullable Object> extends Step<T, U> {
  private @Nullable Future<U> second;

  Chain(Future<T> source) {
    super(source);
  }

  /// Goes on with this future: to be returned by [#onValue] or [#onFailure].
  final @Nullable Object goOn(@Nullable Future<U> next) {
    second = made(next, "a future");
    return RawPoll.PENDING;
  }

  @Override
  final @Nullable Object pollAt(Context cx, int depth) throws Exception {
    Object raw = pollFirst(cx, depth);
    return second == null ? raw : pollSecond(cx, depth);
  }

  /// Polls the source unless it has ended. The answer counts if there is no second future then.
  private @Nullable Object pollFirst(Context cx, int depth) throws Exception {
    return second == null ? super.pollAt(cx, depth) : RawPoll.PENDING;
  }

  private @Nullable Object pollSecond(Context cx, int depth) throws Exception {
    boolean pending = false;
    try {
      Object answer;
      while (second instanceof Chain<?, U> tail) {
        answer = tail.pollFirst(cx, depth + 1);
        if (tail.second == null) {
          pending = answer == RawPoll.PENDING;
          return answer;
        }
        second = tail.second;
      }
      answer = Step.poll(last(depth), cx, depth);
      pending = answer == RawPoll.PENDING;
      return answer;
    } finally {
      if (!pending) {
        second = null;
      }
    }
  }

  private Future<U> last(int depth) {
    Future<U> next = second;
    if (next == null) {
      throw Finished.polledAgain(name()); // cancelled by a function during the poll
    }
    if (depth >= Spine.DEEP) {
      next = Spine.over(next);
      second = next;
    }
    return next;
  }

  @Override
  final @Nullable Future<?> other() {
    return second;
  }

  @Override
  final void forgetOther() {
    second = null;
  }
}
