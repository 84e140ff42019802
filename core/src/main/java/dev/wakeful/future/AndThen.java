package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#andThen].
final class AndThen<T extends @Nullable Object, U extends @Nullable Object> extends Chain<T, U> {
  private final ThrowingFunction<? super T, ? extends Future<U>> fn;

  AndThen(Future<T> source, ThrowingFunction<? super T, ? extends Future<U>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "andThen";
  }

  @Override
  @Nullable Future<U> pollFirst(Context cx) throws Exception {
    return pollSource(cx) instanceof Poll.Ready<T>(T value) ? made(fn.apply(value)) : null;
  }
}
