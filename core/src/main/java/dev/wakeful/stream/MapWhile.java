package dev.wakeful.stream;

import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#mapWhile].
final class MapWhile<T extends @Nullable Object, U> extends StreamAdapter<T, U> {
  private final ThrowingFunction<? super T, Optional<? extends U>> fn;

  MapWhile(Stream<T> source, ThrowingFunction<? super T, Optional<? extends U>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "mapWhile";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object raw = pollSource(cx);
    if (!RawNext.isItem(raw)) {
      return raw;
    }
    Optional<? extends U> mapped = made(fn.apply(RawPoll.value(raw)));
    if (mapped.isPresent()) {
      return mapped.get();
    }
    cancelSource();
    return RawNext.END;
  }
}
