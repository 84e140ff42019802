package dev.wakeful.stream;

import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#mapErr].
final class MapErr<T extends @Nullable Object> extends StreamAdapter<T, T> {
  private final ThrowingFunction<? super Exception, ? extends Exception> fn;

  MapErr(Stream<T> source, ThrowingFunction<? super Exception, ? extends Exception> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "mapErr";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    try {
      return pollSource(cx);
    } catch (Exception e) {
      throw made(fn.apply(e));
    }
  }
}
