package dev.wakeful.future;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#map].
final class Map<T extends @Nullable Object, U extends @Nullable Object> extends Step<T, U> {
  private final ThrowingFunction<? super T, ? extends U> fn;

  Map(Future<T> source, ThrowingFunction<? super T, ? extends U> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "map";
  }

  @Override
  @Nullable Object onValue(T value) throws Exception {
    return fn.apply(value);
  }
}
