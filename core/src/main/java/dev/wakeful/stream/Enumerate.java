package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#enumerate].
final class Enumerate<T extends @Nullable Object> extends StreamAdapter<T, Indexed<T>> {
  private long index;

  Enumerate(Stream<T> source) {
    super(source);
  }

  @Override
  String name() {
    return "enumerate";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object raw = pollSource(cx);
    return RawNext.isItem(raw) ? new Indexed<T>(index++, RawPoll.value(raw)) : raw;
  }
}
