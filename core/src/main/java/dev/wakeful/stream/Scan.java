package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#scan].
final class Scan<T extends @Nullable Object, S extends @Nullable Object>
    extends StreamAdapter<T, S> {
  private final ThrowingBiFunction<? super S, ? super T, ? extends S> fn;
  private @Nullable Object state;

  Scan(Stream<T> source, S initial, ThrowingBiFunction<? super S, ? super T, ? extends S> fn) {
    super(source);
    this.state = initial;
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "scan";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object raw = pollSource(cx);
    if (!RawNext.isItem(raw)) {
      return raw;
    }
    Object next = fn.apply(RawPoll.value(state), RawPoll.value(raw));
    state = next;
    return next;
  }

  @Override
  void forgetOther() {
    state = null;
  }
}
