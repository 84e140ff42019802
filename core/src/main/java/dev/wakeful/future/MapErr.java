package dev.wakeful.future;

import dev.wakeful.task.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#mapErr].
final class MapErr<T extends @Nullable Object> extends Adapter<T, T> {
  private final ThrowingFunction<? super Exception, ? extends Exception> fn;

  MapErr(Future<T> source, ThrowingFunction<? super Exception, ? extends Exception> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "mapErr";
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    boolean again = !sourceIsAlive();
    try {
      return pollSource(cx);
    } catch (Exception e) {
      throw again ? e : fn.apply(e);
    }
  }
}
