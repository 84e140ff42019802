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
    return pollSource(cx, 0);
  }

  /// Polls the source, which must not have finished before.
  ///
  /// @param depth how many [Step]s are being polled above it
  final @Nullable Object pollSource(Context cx, int depth) throws Exception {
    Future<T> future = source;
    if (future == null) {
      throw Finished.polledAgain(name());
    }
    if (depth >= Spine.DEEP) {
      future = Spine.over(future);
      source = future;
    }
    boolean pending = false;
    try {
      Object answer = Step.poll(future, cx, depth);
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

  /// The source, while it is alive.
  final @Nullable Future<T> source() {
    return source;
  }

  /// Lets the source go, which has finished, or puts what goes on in its place.
  final void replaceSource(@Nullable Future<T> next) {
    source = next;
  }

  /// What else than the source it may be waiting for; any thread may ask.
  @Nullable Future<?> other() {
    return null;
  }

  /// Lets go of what [#other] is.
  void forgetOther() {}

  @Override
  public final void cancel() {
    Adapter<?, ?> next = this;
    while (next != null) {
      next = next.cancelChildren();
    }
  }

  /// Cancels the children, but for a last one that is an adapter, which is left to the caller: a
  /// deep chain must not need a deep stack.
  private @Nullable Adapter<?, ?> cancelChildren() {
    Future<T> first = source;
    Future<?> second = other();
    source = null;
    forgetOther();
    if (first != null && second != null) {
      first.cancel();
    }
    Future<?> last = second != null ? second : first;
    if (last instanceof Adapter<?, ?> inner) {
      return inner;
    }
    if (last != null) {
      last.cancel();
    }
    return null;
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    Adapter<?, ?> last = this;
    while (last.onlyChild() instanceof Adapter<?, ?> inner) {
      last = inner;
    }
    if (last.childrenAreEnding(cx)) {
      return Poll.pending();
    }
    source = null;
    forgetOther();
    return Poll.done();
  }

  private @Nullable Future<?> onlyChild() {
    Future<?> second = other();
    return second == null ? source : source == null ? second : null;
  }

  private boolean childrenAreEnding(Context cx) {
    if (!Children.isEnding(source, cx)) {
      source = null;
    }
    if (!Children.isEnding(other(), cx)) {
      forgetOther();
    }
    return source != null || other() != null;
  }

  @Override
  public final List<Future<?>> awaited() {
    return Children.present(Spine.top(source), Spine.top(other()));
  }

  @Override
  public final String toString() {
    return name();
  }
}
