package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#takeUntil].
final class TakeUntilStream<T extends @Nullable Object, R extends @Nullable Object>
    extends StreamAdapter<T, T> implements TakeUntil<T, R> {
  private @Nullable Future<R> stop;
  private @Nullable Outcome<R> result;

  TakeUntilStream(Stream<T> source, Future<R> stop) {
    super(source);
    this.stop = Objects.requireNonNull(stop);
  }

  @Override
  String name() {
    return "takeUntil";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    Future<R> asked = stop;
    if (asked != null && stops(asked, cx)) {
      return RawNext.END;
    }
    try {
      Object answer = pollSource(cx);
      if (answer == RawNext.END) {
        cancel();
      }
      return answer;
    } catch (Error e) {
      cancel();
      throw e;
    }
  }

  /// Polls the future; when it has ended, the source is cancelled.
  private boolean stops(Future<R> asked, Context cx) throws Exception {
    stop = null; // if its poll throws, it has finished
    try {
      Object raw = asked.pollRaw(cx);
      if (raw == RawPoll.PENDING) {
        stop = asked;
      } else {
        result = new Outcome.Success<>(RawPoll.value(raw));
      }
    } catch (Exception e) {
      result = new Outcome.Failure<>(e);
      throw e;
    } finally {
      if (stop == null) {
        cancelSource();
      }
    }
    return stop == null;
  }

  @Override
  public Optional<Outcome<R>> takeResult() {
    Outcome<R> taken = result;
    result = null;
    return Optional.ofNullable(taken);
  }

  @Override
  public Optional<Future<R>> takeFuture() {
    Future<R> taken = stop;
    stop = null;
    return Optional.ofNullable(taken);
  }

  @Override
  @Nullable Future<?> other() {
    return stop;
  }

  @Override
  void forgetOther() {
    stop = null;
  }
}
