package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#filterAsync].
final class FilterAsync<T extends @Nullable Object> extends ItemStream<T, Boolean, T> {
  private final ThrowingFunction<? super T, ? extends Future<Boolean>> fn;

  FilterAsync(Stream<T> source, ThrowingFunction<? super T, ? extends Future<Boolean>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "filterAsync";
  }

  @Override
  Future<? extends Boolean> begin(T item) throws Exception {
    return made(fn.apply(item));
  }

  @Override
  @Nullable Object finish(T item, Boolean value) {
    return value ? item : SKIP;
  }
}
