package dev.wakeful.future;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#andThen].
final class AndThen<T extends @Nullable Object, U extends @Nullable Object> extends Chain<T, U> {
  private final ThrowingFunction<? super T, ? extends Future<U>> fn;

  AndThen(Future<T> source, ThrowingFunction<? super T, ? extends Future<U>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "andThen";
  }

  @Override
  @Nullable Object onValue(T value) throws Exception {
    return goOn(fn.apply(value));
  }
}
