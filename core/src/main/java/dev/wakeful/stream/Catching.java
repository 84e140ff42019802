package dev.wakeful.stream;

import dev.wakeful.future.Outcome;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#catching].
final class Catching<T extends @Nullable Object> extends StreamAdapter<T, Outcome<T>> {
  Catching(Stream<T> source) {
    super(source);
  }

  @Override
  String name() {
    return "catching";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) {
    try {
      Object raw = pollSource(cx);
      return RawNext.isItem(raw) ? new Outcome.Success<T>(RawPoll.value(raw)) : raw;
    } catch (Exception e) {
      return new Outcome.Failure<T>(e);
    }
  }
}
