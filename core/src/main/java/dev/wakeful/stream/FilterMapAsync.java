package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#filterMapAsync].
final class FilterMapAsync<T extends @Nullable Object, U>
    extends ItemStream<T, Optional<? extends U>, U> {
  private final ThrowingFunction<? super T, ? extends Future<? extends Optional<? extends U>>> fn;

  FilterMapAsync(
      Stream<T> source,
      ThrowingFunction<? super T, ? extends Future<? extends Optional<? extends U>>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "filterMapAsync";
  }

  @Override
  Future<? extends Optional<? extends U>> begin(T item) throws Exception {
    return made(fn.apply(item));
  }

  @Override
  Object finish(T item, Optional<? extends U> value) {
    return value.isPresent() ? value.get() : SKIP;
  }
}
