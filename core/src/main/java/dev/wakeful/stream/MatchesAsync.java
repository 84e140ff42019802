package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#anyAsync] and [Stream#allAsync]: both look for one item that decides.
final class MatchesAsync<T extends @Nullable Object> extends ItemConsumer<T, Boolean, Boolean> {
  private final boolean decisive;
  private final ThrowingFunction<? super T, ? extends Future<Boolean>> predicate;

  MatchesAsync(
      Stream<T> source,
      boolean decisive,
      ThrowingFunction<? super T, ? extends Future<Boolean>> predicate) {
    super(source);
    this.decisive = decisive;
    this.predicate = Objects.requireNonNull(predicate);
  }

  @Override
  String name() {
    return decisive ? "anyAsync" : "allAsync";
  }

  @Override
  Future<Boolean> begin(T item) throws Exception {
    return predicate.apply(item);
  }

  @Override
  Object finish(Boolean value) {
    return value == decisive ? value : MORE;
  }

  @Override
  Object end() {
    return !decisive;
  }
}
