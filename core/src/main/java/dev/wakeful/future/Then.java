package dev.wakeful.future;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#then].
final class Then<T extends @Nullable Object, U extends @Nullable Object> extends Chain<T, U> {
  private final ThrowingFunction<? super Outcome<T>, ? extends Future<U>> fn;

  Then(Future<T> source, ThrowingFunction<? super Outcome<T>, ? extends Future<U>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "then";
  }

  @Override
  @Nullable Object onValue(T value) throws Exception {
    return goOn(fn.apply(new Outcome.Success<>(value)));
  }

  @Override
  @Nullable Object onFailure(Exception failure) throws Exception {
    return goOn(fn.apply(new Outcome.Failure<>(failure)));
  }
}
