package dev.wakeful.stream;

import dev.wakeful.task.Context;
import org.jspecify.annotations.Nullable;

/// A stream of this library, which is written as a raw poll: what it passes on has no box.
///
/// @param <T> the type of the items
abstract class RawStream<T extends @Nullable Object> implements Stream<T> {
  @Override
  public abstract @Nullable Object pollNextRaw(Context cx) throws Exception;

  /// Whether a source may give one more item in this poll; if so, that is written down.
  static boolean mayGive(Context cx) {
    if (!cx.proceed()) {
      return false;
    }
    cx.progress();
    return true;
  }

  @Override
  public final Next<T> pollNext(Context cx) throws Exception {
    return RawNext.box(pollNextRaw(cx));
  }
}
