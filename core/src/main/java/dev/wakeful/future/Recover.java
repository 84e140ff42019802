package dev.wakeful.future;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#recover].
final class Recover<T extends @Nullable Object> extends Step<T, T> {
  private final ThrowingFunction<? super Exception, ? extends T> fn;

  Recover(Future<T> source, ThrowingFunction<? super Exception, ? extends T> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "recover";
  }

  @Override
  @Nullable Object onFailure(Exception failure) throws Exception {
    return fn.apply(failure);
  }
}
