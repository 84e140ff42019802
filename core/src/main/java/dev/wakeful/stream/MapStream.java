package dev.wakeful.stream;

import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#map].
final class MapStream<T extends @Nullable Object, U extends @Nullable Object> implements Stream<U> {
  private final Stream<T> source;
  private final ThrowingFunction<? super T, ? extends U> fn;

  MapStream(Stream<T> source, ThrowingFunction<? super T, ? extends U> fn) {
    this.source = Objects.requireNonNull(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  public Next<U> pollNext(Context cx) throws Exception {
    return switch (source.pollNext(cx)) {
      case Next.Item<T>(T value) -> Next.item(fn.apply(value));
      case Next.Pending<T> pending -> Next.pending();
      case Next.End<T> end -> Next.end();
    };
  }

  @Override
  public void cancel() {
    source.cancel();
  }
}
