package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#bufferUnordered], and what [ForEachConcurrent] drains.
final class BufferUnordered<T extends @Nullable Object, U extends @Nullable Object>
    extends Concurrent<T, Future<? extends U>, U> {
  private final FuturesUnordered<U> running = new FuturesUnordered<>();

  BufferUnordered(
      String name,
      Stream<T> source,
      int limit,
      ThrowingFunction<? super T, ? extends Future<? extends U>> fn) {
    super(name, source, limit, fn);
  }

  @Override
  FuturesUnordered<U> running() {
    return running;
  }

  @Override
  void start(Future<? extends U> child) {
    running.add(child);
  }

  @Override
  int size() {
    return running.size();
  }
}
