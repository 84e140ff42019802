package dev.wakeful.scope;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.RawFuture;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A future around another one, which it holds until that one's end, of whatever kind.
///
/// @param <T> the type of the value
abstract class Around<T extends @Nullable Object> extends RawFuture<T> implements Traced {
  private @Nullable Future<T> inner;

  Around(Future<T> inner) {
    this.inner = Objects.requireNonNull(inner);
  }

  /// The name, as users write it.
  abstract String name();

  /// Polls the inner future.
  @Nullable Object pollInner(Future<T> future, Context cx) throws Exception {
    return future.pollRaw(cx);
  }

  /// Cancels the inner future.
  void cancelInner(Future<T> future) {
    future.cancel();
  }

  /// Cancels the inner future with the time it needs.
  Poll<Void> pollCancelInner(Future<T> future, Context cx) {
    return future.pollCancel(cx);
  }

  /// The inner future is released: it gave a value, failed, or was cancelled. Called once.
  void released() {}

  @Override
  public final @Nullable Object pollRaw(Context cx) throws Exception {
    Future<T> future = inner;
    if (future == null) {
      throw Finished.polledAgain(name());
    }
    boolean pending = false;
    try {
      Object answer = pollInner(future, cx);
      pending = answer == RawPoll.PENDING;
      return answer;
    } finally {
      release(!pending);
    }
  }

  @Override
  public final void cancel() {
    Future<T> future = inner;
    inner = null;
    if (future != null) {
      try {
        cancelInner(future);
      } finally {
        released();
      }
    }
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    Future<T> future = inner;
    if (future == null) {
      return Poll.done();
    }
    boolean pending = false;
    try {
      pending = pollCancelInner(future, cx).isPending();
    } finally {
      release(!pending);
    }
    return pending ? Poll.pending() : Poll.done();
  }

  private void release(boolean over) {
    if (over) {
      inner = null;
      released();
    }
  }

  @Override
  public final List<Future<?>> awaited() {
    Future<T> future = inner;
    return future == null ? List.of() : List.of(future);
  }

  @Override
  public final String toString() {
    return name();
  }
}
