package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#takeWhileAsync].
final class TakeWhileAsync<T extends @Nullable Object> extends ItemStream<T, Boolean, T> {
  private final ThrowingFunction<? super T, ? extends Future<Boolean>> fn;

  TakeWhileAsync(Stream<T> source, ThrowingFunction<? super T, ? extends Future<Boolean>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "takeWhileAsync";
  }

  @Override
  Future<? extends Boolean> begin(T item) throws Exception {
    return made(fn.apply(item));
  }

  @Override
  @Nullable Object finish(T item, Boolean value) {
    if (value) {
      return item;
    }
    cancelSource();
    return RawNext.END;
  }
}
