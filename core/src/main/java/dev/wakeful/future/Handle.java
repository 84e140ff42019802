package dev.wakeful.future;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#handle].
final class Handle<T extends @Nullable Object, U extends @Nullable Object> extends Step<T, U> {
  private final ThrowingFunction<? super Outcome<T>, ? extends U> fn;

  Handle(Future<T> source, ThrowingFunction<? super Outcome<T>, ? extends U> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "handle";
  }

  @Override
  @Nullable Object onValue(T value) throws Exception {
    return fn.apply(new Outcome.Success<>(value));
  }

  @Override
  @Nullable Object onFailure(Exception failure) throws Exception {
    return fn.apply(new Outcome.Failure<>(failure));
  }
}
