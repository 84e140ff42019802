package dev.wakeful.stream;

import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#flatMap] and [Stream#flatten].
final class FlatMap<T extends @Nullable Object, U extends @Nullable Object>
    extends StreamAdapter<T, U> {
  private final String name;
  private final ThrowingFunction<? super T, ? extends Stream<? extends U>> fn;
  private @Nullable Stream<? extends U> inner;

  FlatMap(
      String name,
      Stream<T> source,
      ThrowingFunction<? super T, ? extends Stream<? extends U>> fn) {
    super(source);
    this.name = name;
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return name;
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    while (true) {
      Stream<? extends U> current = inner;
      if (current == null) {
        Object raw = pollSource(cx);
        if (!RawNext.isItem(raw)) {
          return raw;
        }
        current = made(fn.apply(RawPoll.value(raw)));
        inner = current;
      }
      Object raw = current.pollNextRaw(cx);
      if (raw != RawNext.END) {
        return raw;
      }
      inner = null;
    }
  }

  @Override
  @Nullable Stream<?> otherStream() {
    return inner;
  }

  @Override
  void forgetOther() {
    inner = null;
  }
}
