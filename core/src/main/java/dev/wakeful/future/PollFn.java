package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#pollFn].
final class PollFn<T extends @Nullable Object> implements Future<T> {
  private @Nullable PollFunction<T> body;

  PollFn(PollFunction<T> body) {
    this.body = Objects.requireNonNull(body);
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    PollFunction<T> run = body;
    if (run == null) {
      throw Finished.polledAgain("pollFn");
    }
    boolean pending = false;
    try {
      Poll<T> answer = run.poll(cx);
      pending = answer.isPending();
      return answer;
    } finally {
      if (!pending) {
        body = null;
      }
    }
  }

  @Override
  public void cancel() {
    body = null;
  }

  @Override
  public String toString() {
    return "pollFn";
  }
}
