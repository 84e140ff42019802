package dev.wakeful.stream;

import dev.wakeful.task.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#pollFn].
final class PollFn<T extends @Nullable Object> extends RawStream<T> {
  private @Nullable PollNextFunction<T> body;

  PollFn(PollNextFunction<T> body) {
    this.body = Objects.requireNonNull(body);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    PollNextFunction<T> run = body;
    if (run == null) {
      return RawNext.END;
    }
    Next<T> answer =
        Objects.requireNonNull(
            run.pollNext(cx), "the function given to `pollFn` returned null instead of an answer");
    Object raw = RawNext.of(answer);
    if (raw == RawNext.END) {
      body = null;
    }
    return raw;
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
