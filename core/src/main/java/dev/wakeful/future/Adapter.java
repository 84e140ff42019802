package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A combinator with one source, which it holds until the source finishes and not a moment longer.
///
/// The source is released before its answer is passed on, so a function that runs on the answer
/// finds it gone.
///
/// @param <T> the type of the source's value
/// @param <U> the type of the combinator's value
abstract class Adapter<T extends @Nullable Object, U extends @Nullable Object> extends RawFuture<U>
    implements Traced {
  private @Nullable Future<T> source;

  Adapter(Future<T> source) {
    this.source = Objects.requireNonNull(source);
  }

  /// The name of the combinator, as users write it.
  abstract String name();

  /// Polls the source, which must not have finished before.
  final @Nullable Object pollSource(Context cx) throws Exception {
    Future<T> future = source;
    if (future == null) {
      throw Finished.polledAgain(name());
    }
    boolean pending = false;
    try {
      Object answer = future.pollRaw(cx);
      pending = answer == RawPoll.PENDING;
      return answer;
    } finally {
      if (!pending) {
        source = null;
      }
    }
  }

  /// Whether the source has neither finished nor been cancelled.
  final boolean sourceIsAlive() {
    return source != null;
  }

  /// What else than the source it may be waiting for; any thread may ask.
  @Nullable Future<?> other() {
    return null;
  }

  /// Lets go of what [#other] is.
  void forgetOther() {}

  @Override
  public final void cancel() {
    Future<T> future = source;
    Future<?> second = other();
    source = null;
    forgetOther();
    if (future != null) {
      future.cancel();
    }
    if (second != null) {
      second.cancel();
    }
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    if (!Children.isEnding(source, cx)) {
      source = null;
    }
    if (!Children.isEnding(other(), cx)) {
      forgetOther();
    }
    return source == null && other() == null ? Poll.done() : Poll.pending();
  }

  @Override
  public final List<Future<?>> awaited() {
    return Children.present(source, other());
  }

  @Override
  public final String toString() {
    return name();
  }
}
