package dev.wakeful.future;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#flatten].
final class Flatten<F extends Future<U>, U extends @Nullable Object> extends Chain<F, U> {

  Flatten(Future<F> source) {
    super(source);
  }

  @Override
  String name() {
    return "flatten";
  }

  @Override
  @Nullable Object onValue(F inner) {
    return goOn(
        Objects.requireNonNull(inner, "the future given to `flatten` gave null, and no future"));
  }
}
