package dev.wakeful.stream;

import dev.wakeful.task.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#chain].
final class Chain<T extends @Nullable Object> extends StreamAdapter<T, T> {
  private @Nullable Stream<? extends T> second;

  Chain(Stream<T> first, Stream<? extends T> second) {
    super(first);
    this.second = Objects.requireNonNull(second);
  }

  @Override
  String name() {
    return "chain";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object raw = pollSource(cx);
    Stream<? extends T> after = second;
    if (raw != RawNext.END || after == null) {
      return raw;
    }
    raw = after.pollNextRaw(cx);
    if (raw == RawNext.END) {
      second = null;
    }
    return raw;
  }

  @Override
  @Nullable Stream<?> otherStream() {
    return second;
  }

  @Override
  void forgetOther() {
    second = null;
  }
}
