package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
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
    Object raw = pollSource(cx);
    return raw == RawPoll.PENDING ? null : made(fn.apply(RawPoll.value(raw)));
  }
}
