package dev.wakeful.stream;

import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#map].
final class MapStream<T extends @Nullable Object, U extends @Nullable Object>
    extends StreamAdapter<T, U> {
  private final ThrowingFunction<? super T, ? extends U> fn;

  MapStream(Stream<T> source, ThrowingFunction<? super T, ? extends U> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "map";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object raw = pollSource(cx);
    return RawNext.isItem(raw) ? fn.apply(RawPoll.value(raw)) : raw;
  }

  @Override
  Taker<T> through(Taker<? super U> taker) {
    return Mapping.before(fn, taker);
  }
}
