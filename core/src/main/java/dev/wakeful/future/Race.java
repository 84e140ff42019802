package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// Future for [Future#race].
final class Race<T extends @Nullable Object> extends Several<T> {
  private @Nullable Object answer = RawPoll.PENDING;

  Race(Future<? extends T> first, Future<? extends T> second) {
    super(2);
    add(first);
    add(second);
  }

  @Override
  String name() {
    return "race";
  }

  @Override
  boolean advance(int at, Context cx) throws Exception {
    answer = pollChild(at, cx);
    return answer != RawPoll.PENDING;
  }

  @Override
  @Nullable Object answer() {
    return answer;
  }

  @Override
  void forget() {
    answer = RawPoll.PENDING;
  }
}
