package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#andThen].
final class AndThen<T extends @Nullable Object, U extends @Nullable Object>
    extends ItemStream<T, U, U> {
  private final ThrowingFunction<? super T, ? extends Future<? extends U>> fn;

  AndThen(Stream<T> source, ThrowingFunction<? super T, ? extends Future<? extends U>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "andThen";
  }

  @Override
  Future<? extends U> begin(T item) throws Exception {
    return made(fn.apply(item));
  }

  @Override
  @Nullable Object finish(T item, U value) {
    return value;
  }
}
