package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#orElse].
final class OrElse<T extends @Nullable Object> extends ItemStream<T, T, T> {
  private final ThrowingFunction<? super Exception, ? extends Future<? extends T>> fn;

  OrElse(Stream<T> source, ThrowingFunction<? super Exception, ? extends Future<? extends T>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "orElse";
  }

  @Override
  @Nullable Future<T> begin(T item) {
    return null;
  }

  @Override
  Future<? extends T> beginAfter(Exception failure) throws Exception {
    return made(fn.apply(failure));
  }

  @Override
  @Nullable Object finish(@Nullable T item, T value) {
    return value;
  }
}
