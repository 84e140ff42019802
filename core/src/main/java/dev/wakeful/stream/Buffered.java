package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#buffered].
final class Buffered<T extends @Nullable Object, U extends @Nullable Object>
    extends Concurrent<T, Future<? extends U>, U> {
  private final FuturesOrdered<U> running = new FuturesOrdered<>();

  Buffered(
      Stream<T> source, int limit, ThrowingFunction<? super T, ? extends Future<? extends U>> fn) {
    super("buffered", source, limit, fn);
  }

  @Override
  FuturesOrdered<U> running() {
    return running;
  }

  @Override
  void start(Future<? extends U> child) {
    running.add(child);
  }

  /// Failures come in order, too.
  @Override
  void startFailed(Exception failure) {
    running.add(Future.failed(failure));
  }

  @Override
  int size() {
    return running.size();
  }
}
