package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Waker;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One owner's share of a future that several wait for: see [Future#shared].
///
/// Each owner polls its own, on whatever thread or runtime. All get the same value, or the same
/// failure. An owner that is kept and never polled keeps the outcome for owners to come.
///
/// @param <T> the type of the value
public final class SharedFuture<T extends @Nullable Object> extends RawFuture<T> implements Traced {
  /// Null once this owner has finished or was cancelled.
  private @Nullable SharedSource<T> shared;

  /// The source, when this was the last owner and cancels it.
  private @Nullable Future<T> ending;

  /// Whom to wake, and where this stands among those who wait; guarded by the shared source.
  @Nullable Waker waker;

  int place;

  SharedFuture(SharedSource<T> shared) {
    this.shared = shared;
  }

  /// One owner more, who finishes and is cancelled apart from this one. Only the owner of this one
  /// calls it.
  ///
  /// @throws IllegalStateException when this owner has finished or was cancelled
  public SharedFuture<T> share() {
    SharedSource<T> source = shared;
    if (source == null) {
      throw new IllegalStateException(
          "share() of a `shared` future that had finished or was cancelled;"
              + " keep one owner that is not polled");
    }
    return source.newOwner();
  }

  /// The outcome, if it is there; empty too once this owner has finished or was cancelled. Does not
  /// poll.
  public Optional<Outcome<T>> peek() {
    SharedSource<T> source = shared;
    return source == null ? Optional.empty() : Optional.ofNullable(source.outcome());
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    SharedSource<T> source = shared;
    if (source == null) {
      throw Finished.polledAgain("shared");
    }
    if (!cx.proceed()) {
      return RawPoll.PENDING;
    }
    boolean pending = false;
    try {
      Outcome<T> outcome = source.poll(this, cx);
      pending = outcome == null;
      return outcome == null ? RawPoll.PENDING : outcome.get();
    } finally {
      if (!pending) {
        shared = null;
      }
    }
  }

  private void leave() {
    SharedSource<T> source = shared;
    shared = null;
    if (source != null) {
      ending = source.leave(this);
    }
  }

  @Override
  public void cancel() {
    leave();
    Future<T> left = ending;
    ending = null;
    if (left != null) {
      left.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    leave();
    if (Children.isEnding(ending, cx)) {
      return Poll.pending();
    }
    ending = null;
    return Poll.done();
  }

  @Override
  public List<Future<?>> awaited() {
    SharedSource<T> source = shared;
    return Children.present(source == null ? null : source.future(), ending);
  }

  @Override
  public String toString() {
    return "shared";
  }
}
