package dev.wakeful.future;

import dev.wakeful.task.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#lazy].
final class Lazy<T extends @Nullable Object> extends RawFuture<T> {
  private @Nullable ThrowingFunction<? super Context, T> body;

  Lazy(ThrowingFunction<? super Context, T> body) {
    this.body = Objects.requireNonNull(body);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    ThrowingFunction<? super Context, T> run = body;
    if (run == null) {
      throw Finished.polledAgain("lazy");
    }
    body = null;
    return run.apply(cx);
  }

  @Override
  public void cancel() {
    body = null;
  }

  @Override
  public String toString() {
    return "lazy";
  }
}
