package dev.wakeful.future;

import dev.wakeful.task.Context;
import org.jspecify.annotations.Nullable;

/// Future for [Futures#unconstrained].
final class Unconstrained<T extends @Nullable Object> extends Adapter<T, T> {

  Unconstrained(Future<T> source) {
    super(source);
  }

  @Override
  String name() {
    return "unconstrained";
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    return pollSource(Context.of(cx.waker(), cx.slots()));
  }
}
