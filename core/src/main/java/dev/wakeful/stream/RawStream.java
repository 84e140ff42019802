package dev.wakeful.stream;

import dev.wakeful.task.Context;
import org.jspecify.annotations.Nullable;

/// A stream of this library, which is written as a raw poll: what it passes on has no box.
///
/// @param <T> the type of the items
abstract class RawStream<T extends @Nullable Object> implements Stream<T> {
  @Override
  public abstract @Nullable Object pollNextRaw(Context cx) throws Exception;

  @Override
  public final Next<T> pollNext(Context cx) throws Exception {
    return RawNext.box(pollNextRaw(cx));
  }
}
