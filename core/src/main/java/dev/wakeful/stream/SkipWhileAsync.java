package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#skipWhileAsync].
final class SkipWhileAsync<T extends @Nullable Object> extends ItemStream<T, Boolean, T> {
  private final ThrowingFunction<? super T, ? extends Future<Boolean>> fn;
  private boolean skipping = true;

  SkipWhileAsync(Stream<T> source, ThrowingFunction<? super T, ? extends Future<Boolean>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "skipWhileAsync";
  }

  @Override
  @Nullable Future<Boolean> begin(T item) throws Exception {
    return skipping ? made(fn.apply(item)) : null;
  }

  @Override
  @Nullable Object finish(T item, Boolean value) {
    skipping = value;
    return value ? SKIP : item;
  }
}
