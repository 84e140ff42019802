package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#flattenStream].
final class FlattenStream<S extends Stream<T>, T extends @Nullable Object> extends RawStream<T> {
  private @Nullable Future<S> future;
  private @Nullable Stream<T> stream;

  FlattenStream(Future<S> future) {
    this.future = Objects.requireNonNull(future);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Future<S> first = future;
    if (first != null) {
      boolean pending = false;
      Object raw;
      try {
        raw = first.pollRaw(cx);
        pending = raw == RawPoll.PENDING;
      } finally {
        if (!pending) {
          future = null;
        }
      }
      if (pending) {
        return raw;
      }
      stream =
          Objects.requireNonNull(
              RawPoll.<S>value(raw),
              "the future given to `flattenStream` gave null, and no stream");
    }
    Stream<T> second = stream;
    if (second == null) {
      return RawNext.END;
    }
    Object answer = second.pollNextRaw(cx);
    if (answer == RawNext.END) {
      stream = null;
    }
    return answer;
  }

  @Override
  public void cancel() {
    Future<S> first = future;
    Stream<T> second = stream;
    future = null;
    stream = null;
    if (first != null) {
      first.cancel();
    }
    if (second != null) {
      second.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    Future<S> first = future;
    if (first != null && first.pollCancel(cx).isReady()) {
      future = null;
    }
    Stream<T> second = stream;
    if (second != null && second.pollCancel(cx).isReady()) {
      stream = null;
    }
    return future == null && stream == null ? Poll.done() : Poll.pending();
  }

  @Override
  public String toString() {
    return "flattenStream";
  }
}
