package dev.wakeful.stream;

import dev.wakeful.future.ThrowingFunction;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#flatMapUnordered], [Stream#flatMapUnorderedUnbounded] and
/// [Stream#flattenUnordered].
final class FlatMapUnordered<T extends @Nullable Object, U extends @Nullable Object>
    extends Concurrent<T, Stream<? extends U>, U> {
  private final SelectAll<U> running = new SelectAll<>();

  FlatMapUnordered(
      String name,
      Stream<T> source,
      int limit,
      ThrowingFunction<? super T, ? extends Stream<? extends U>> fn) {
    super(name, source, limit, fn);
  }

  @Override
  SelectAll<U> running() {
    return running;
  }

  @Override
  void start(Stream<? extends U> child) {
    running.add(child);
  }

  @Override
  int size() {
    return running.size();
  }
}
