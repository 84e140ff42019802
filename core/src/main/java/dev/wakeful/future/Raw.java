package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// A future of this library, which is written as a raw poll: what it passes on has no box.
///
/// @param <T> the type of the value
abstract class Raw<T extends @Nullable Object> implements Future<T> {
  @Override
  public abstract @Nullable Object pollRaw(Context cx) throws Exception;

  @Override
  public final Poll<T> poll(Context cx) throws Exception {
    return RawPoll.box(pollRaw(cx));
  }
}
