package dev.wakeful.stream;

import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A combinator that makes a child of each item and runs up to so many of them at once, in a set.
///
/// In a poll the source is asked first, until the set is full or the source has nothing; then the
/// set. Who uses up the budget of a poll lets the other go first in the next one, so an endless
/// source does not starve the children, nor they the source.
///
/// @param <T> the type of the source's items
/// @param <C> the type of the children
/// @param <U> the type of the combinator's items
abstract class Concurrent<T extends @Nullable Object, C, U extends @Nullable Object>
    extends RawStream<U> {
  private final String name;
  private final int limit;
  private final ThrowingFunction<? super T, ? extends C> fn;
  private @Nullable Stream<T> source;
  private boolean childrenFirst;

  Concurrent(
      String name, Stream<T> source, int limit, ThrowingFunction<? super T, ? extends C> fn) {
    this.name = name;
    this.source = Objects.requireNonNull(source);
    this.limit = limit;
    this.fn = Objects.requireNonNull(fn);
    if (limit < 1) {
      throw new IllegalArgumentException("`" + name + "` wants a limit of 1 or more, not " + limit);
    }
  }

  /// The set, which gives what the children give.
  abstract Stream<U> running();

  /// Adds a child to the set, without a wake-up: the set is polled next.
  abstract void start(C child);

  /// How many children are in the set.
  abstract int size();

  /// What becomes of a failure of the source or of the function.
  void startFailed(Exception failure) throws Exception {
    throw failure;
  }

  @Override
  public final @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object answer = RawNext.PENDING;
    if (childrenFirst) {
      answer = running().pollNextRaw(cx);
      if (RawNext.isItem(answer)) {
        return answer;
      }
    }
    if (!childrenFirst || cx.proceed()) {
      childrenFirst = false;
      boolean full;
      do {
        full = fill(cx);
        answer = running().pollNextRaw(cx);
        if (RawNext.isItem(answer)) {
          return answer;
        }
      } while (full && size() < limit); // a child has ended without an item, and left its place
    }
    if (answer == RawNext.END) {
      return source == null ? RawNext.END : RawNext.PENDING;
    }
    childrenFirst ^= !cx.proceed();
    return RawNext.PENDING;
  }

  /// Starts children until the set is full, and says so, or the source has no more now.
  private boolean fill(Context cx) throws Exception {
    Stream<T> items = source;
    while (items != null && size() < limit) {
      try {
        Object raw = items.pollNextRaw(cx);
        if (!RawNext.isItem(raw)) {
          source = raw == RawNext.END ? null : items;
          return false;
        }
        start(made(fn.apply(RawPoll.value(raw))));
      } catch (Exception e) {
        startFailed(e);
      }
    }
    return items != null;
  }

  private C made(@Nullable C child) {
    return Objects.requireNonNull(
        child, () -> "the function given to `" + name + "` returned null");
  }

  @Override
  public final void cancel() {
    Stream<T> items = source;
    source = null;
    try {
      running().cancel();
    } finally {
      if (items != null) {
        items.cancel();
      }
    }
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    boolean ending = running().pollCancel(cx).isPending();
    Stream<T> items = source;
    if (items != null && items.pollCancel(cx).isReady()) {
      source = null;
    }
    return ending || source != null ? Poll.pending() : Poll.done();
  }

  @Override
  public final String toString() {
    return name;
  }
}
