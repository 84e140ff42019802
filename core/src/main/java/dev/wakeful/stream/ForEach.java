package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#forEach].
final class ForEach<T extends @Nullable Object> extends ItemConsumer<T, @Nullable Object, Void> {
  private final ThrowingFunction<? super T, ? extends Future<?>> body;

  ForEach(Stream<T> source, ThrowingFunction<? super T, ? extends Future<?>> body) {
    super(source);
    this.body = Objects.requireNonNull(body);
  }

  @Override
  String name() {
    return "forEach";
  }

  @Override
  Future<?> begin(T item) throws Exception {
    return body.apply(item);
  }

  @Override
  Object finish(@Nullable Object value) {
    return MORE;
  }

  @Override
  @Nullable Object end() {
    return null;
  }
}
