package dev.wakeful.future;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#mapErr].
final class MapErr<T extends @Nullable Object> extends Step<T, T> {
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
  @Nullable Object onFailure(Exception failure) throws Exception {
    throw made(fn.apply(failure), "a failure");
  }
}
