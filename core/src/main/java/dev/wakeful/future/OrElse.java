package dev.wakeful.future;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#orElse].
final class OrElse<T extends @Nullable Object> extends Chain<T, T> {
  private final ThrowingFunction<? super Exception, ? extends Future<T>> fn;

  OrElse(Future<T> source, ThrowingFunction<? super Exception, ? extends Future<T>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "orElse";
  }

  @Override
  @Nullable Object onFailure(Exception failure) throws Exception {
    return goOn(fn.apply(failure));
  }
}
