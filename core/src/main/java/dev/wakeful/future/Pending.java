package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// Future for [Future#pending].
final class Pending<T extends @Nullable Object> implements Future<T> {
  @Override
  public Poll<T> poll(Context cx) {
    return Poll.pending();
  }

  @Override
  public String toString() {
    return "pending";
  }
}
