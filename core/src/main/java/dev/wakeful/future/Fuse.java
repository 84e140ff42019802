package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Future for [Future#fuse].
final class Fuse<T extends @Nullable Object> extends Adapter<T, T> implements FusedFuture<T> {

  Fuse(Future<T> source) {
    super(source);
  }

  @Override
  String name() {
    return "fuse";
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    return sourceIsAlive() ? pollSource(cx) : RawPoll.PENDING;
  }

  @Override
  public boolean isTerminated() {
    return !sourceIsAlive();
  }
}
