package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A combinator with one source, which it holds until the source finishes and not a moment longer.
///
/// The source is released before its answer is passed on, so a function that runs on the answer
/// finds it gone.
///
/// @param <T> the type of the source's value
/// @param <U> the type of the combinator's value
abstract class Adapter<T extends @Nullable Object, U extends @Nullable Object>
    implements Future<U> {
  private @Nullable Future<T> source;

  Adapter(Future<T> source) {
    this.source = Objects.requireNonNull(source);
  }

  /// The name of the combinator, as users write it.
  abstract String name();

  /// Polls the source, which must not have finished before.
  final Poll<T> pollSource(Context cx) throws Exception {
    Future<T> future = source;
    if (future == null) {
      throw Finished.polledAgain(name());
    }
    boolean pending = false;
    try {
      Poll<T> answer = future.poll(cx);
      pending = answer.isPending();
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

  @Override
  public void cancel() {
    Future<T> future = source;
    source = null;
    if (future != null) {
      future.cancel();
    }
  }
}
