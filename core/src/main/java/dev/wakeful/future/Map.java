package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#map].
final class Map<T extends @Nullable Object, U extends @Nullable Object> extends Adapter<T, U> {
  private final ThrowingFunction<? super T, ? extends U> fn;

  Map(Future<T> source, ThrowingFunction<? super T, ? extends U> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "map";
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Object raw = pollSource(cx);
    return raw == RawPoll.PENDING ? raw : fn.apply(RawPoll.value(raw));
  }
}
