package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// Future for [Future#ready].
final class Ready<T extends @Nullable Object> implements Future<T> {
  private Poll.@Nullable Ready<T> answer;

  Ready(T value) {
    this.answer = new Poll.Ready<>(value);
  }

  @Override
  public Poll<T> poll(Context cx) {
    Poll<T> given = answer;
    if (given == null) {
      throw Finished.polledAgain("ready");
    }
    answer = null;
    return given;
  }

  @Override
  public void cancel() {
    answer = null;
  }
}
