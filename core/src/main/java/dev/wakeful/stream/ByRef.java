package dev.wakeful.stream;

import dev.wakeful.task.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#byRef].
final class ByRef<T extends @Nullable Object> extends RawStream<T> {
  private @Nullable Stream<T> lender;

  ByRef(Stream<T> lender) {
    this.lender = Objects.requireNonNull(lender);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Stream<T> stream = lender;
    if (stream == null) {
      return RawNext.END;
    }
    Object raw = stream.pollNextRaw(cx);
    if (raw == RawNext.END) {
      lender = null;
    }
    return raw;
  }

  @Override
  public void cancel() {
    lender = null;
  }

  @Override
  public String toString() {
    return "byRef";
  }
}
