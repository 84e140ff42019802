package dev.wakeful.future;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Future for [Future#inspectErr].
final class InspectErr<T extends @Nullable Object> extends Step<T, T> {
  private final Consumer<? super Exception> fn;

  InspectErr(Future<T> source, Consumer<? super Exception> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "inspectErr";
  }

  @Override
  @Nullable Object onFailure(Exception failure) throws Exception {
    fn.accept(failure);
    throw failure;
  }
}
