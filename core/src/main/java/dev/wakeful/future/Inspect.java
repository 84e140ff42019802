package dev.wakeful.future;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Future for [Future#inspect].
final class Inspect<T extends @Nullable Object> extends Step<T, T> {
  private final Consumer<? super T> fn;

  Inspect(Future<T> source, Consumer<? super T> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "inspect";
  }

  @Override
  @Nullable Object onValue(T value) {
    fn.accept(value);
    return value;
  }
}
