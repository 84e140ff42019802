package dev.wakeful.stream;

import dev.wakeful.task.Context;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#fuse].
final class Fuse<T extends @Nullable Object> extends StreamAdapter<T, T> implements FusedStream<T> {
  Fuse(Stream<T> source) {
    super(source);
  }

  @Override
  String name() {
    return "fuse";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    return pollSource(cx);
  }

  @Override
  public boolean isTerminated() {
    return !sourceIsAlive();
  }
}
