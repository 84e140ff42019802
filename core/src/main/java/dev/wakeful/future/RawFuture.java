package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// A future that is written as a raw poll: what it passes on has no box.
///
/// @param <T> the type of the value
public abstract class RawFuture<T extends @Nullable Object> implements Future<T> {

  /// For those who extend it.
  protected RawFuture() {}

  @Override
  public abstract @Nullable Object pollRaw(Context cx) throws Exception;

  @Override
  public final Poll<T> poll(Context cx) throws Exception {
    return RawPoll.box(pollRaw(cx));
  }
}
