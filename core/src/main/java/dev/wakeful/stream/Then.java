package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.ThrowingFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#then].
final class Then<T extends @Nullable Object, U extends @Nullable Object>
    extends ItemStream<T, U, U> {
  private final ThrowingFunction<? super Outcome<T>, ? extends Future<? extends U>> fn;

  Then(Stream<T> source, ThrowingFunction<? super Outcome<T>, ? extends Future<? extends U>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "then";
  }

  @Override
  Future<? extends U> begin(T item) throws Exception {
    return made(fn.apply(new Outcome.Success<>(item)));
  }

  @Override
  Future<? extends U> beginAfter(Exception failure) throws Exception {
    return made(fn.apply(new Outcome.Failure<>(failure)));
  }

  @Override
  @Nullable Object finish(@Nullable T item, U value) {
    return value;
  }
}
