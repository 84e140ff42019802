package dev.wakeful.stream;

import dev.wakeful.task.Context;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#repeatWith] and [Stream#repeat].
final class RepeatWith<T extends @Nullable Object> extends RawStream<T> {
  private final String name;
  private @Nullable Callable<? extends T> maker;

  RepeatWith(String name, Callable<? extends T> maker) {
    this.name = name;
    this.maker = Objects.requireNonNull(maker);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Callable<? extends T> make = maker;
    if (make == null) {
      return RawNext.END;
    }
    return mayGive(cx) ? make.call() : RawNext.PENDING;
  }

  @Override
  public void cancel() {
    maker = null;
  }

  @Override
  public String toString() {
    return name;
  }
}
