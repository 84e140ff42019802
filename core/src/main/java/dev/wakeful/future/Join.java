package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#join].
final class Join<A extends @Nullable Object, B extends @Nullable Object>
    extends RawFuture<Pair<A, B>> implements Traced {
  private final Side<A> first;
  private final Side<B> second;
  private boolean secondGoesFirst;
  private boolean finished;

  Join(Future<A> first, Future<B> second) {
    this.first = new Side<>(first);
    this.second = new Side<>(second);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    if (finished) {
      throw Finished.polledAgain("join");
    }
    boolean whole = false;
    try {
      if (secondGoesFirst) {
        second.advance(cx);
        first.advance(cx);
      } else {
        first.advance(cx);
        second.advance(cx);
      }
      whole = true;
    } finally {
      if (!whole) {
        cancel(); // an Error, which waits for nobody
      }
    }
    secondGoesFirst = !secondGoesFirst;
    Outcome<A> a = first.outcome;
    Outcome<B> b = second.outcome;
    if (a == null || b == null) {
      return RawPoll.PENDING;
    }
    finished = true;
    if (a instanceof Outcome.Failure<A>(Throwable cause)
        && b instanceof Outcome.Failure<B>(Throwable later)
        && cause != later) {
      cause.addSuppressed(later);
    }
    return new Pair<>(a.get(), b.get());
  }

  @Override
  public void cancel() {
    finished = true;
    first.cancel();
    second.cancel();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    finished = true;
    boolean firstEnds = first.isEnding(cx);
    boolean secondEnds = second.isEnding(cx);
    return firstEnds || secondEnds ? Poll.pending() : Poll.done();
  }

  @Override
  public List<Future<?>> awaited() {
    return secondGoesFirst
        ? Children.present(second.future, first.future)
        : Children.present(first.future, second.future);
  }

  @Override
  public String toString() {
    return "join";
  }

  /// One of the two: a future until it has an outcome.
  private static final class Side<T extends @Nullable Object> {
    private @Nullable Future<T> future;
    private @Nullable Outcome<T> outcome;

    Side(Future<T> future) {
      this.future = Objects.requireNonNull(future);
    }

    void advance(Context cx) {
      Future<T> polled = future;
      if (polled == null) {
        return;
      }
      future = null; // if its poll throws, it has finished
      try {
        Object raw = polled.pollRaw(cx);
        if (raw == RawPoll.PENDING) {
          future = polled;
        } else {
          outcome = new Outcome.Success<>(RawPoll.value(raw));
        }
      } catch (Exception e) {
        outcome = new Outcome.Failure<>(e);
      }
    }

    boolean isEnding(Context cx) {
      outcome = null;
      boolean ending = Children.isEnding(future, cx);
      if (!ending) {
        future = null;
      }
      return ending;
    }

    void cancel() {
      Future<T> left = future;
      future = null;
      outcome = null;
      if (left != null) {
        left.cancel();
      }
    }
  }
}
