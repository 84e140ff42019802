package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// Sink for [Sinks#drain].
final class DrainSink<T extends @Nullable Object> extends CheckedSink<T> {
  @Override
  String name() {
    return "drain";
  }

  @Override
  Poll<Void> ready(Context cx) {
    if (!cx.proceed()) {
      return Poll.pending();
    }
    cx.progress();
    return Poll.done();
  }

  @Override
  void take(T item) {}

  @Override
  Poll<Void> flushed(Context cx) {
    return Poll.done();
  }

  @Override
  Poll<Void> closed(Context cx) {
    return Poll.done();
  }

  @Override
  void release() {}

  @Override
  Poll<Void> releasing(Context cx) {
    return Poll.done();
  }
}
