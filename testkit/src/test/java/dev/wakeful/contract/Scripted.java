package dev.wakeful.contract;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A future that is Pending so often and then ends as it was told.
final class Scripted<T extends @Nullable Object> implements Future<T> {
  private int pendings;
  private final Callable<T> end;
  private @Nullable Waker waker;
  boolean finished;
  boolean cancelled;

  private Scripted(int pendings, Callable<T> end) {
    this.pendings = pendings;
    this.end = end;
  }

  static <T> Scripted<T> value(int pendings, T value) {
    return new Scripted<>(pendings, () -> value);
  }

  static <T> Scripted<T> failure(int pendings, Exception failure) {
    return new Scripted<>(
        pendings,
        () -> {
          throw failure;
        });
  }

  static <T> Scripted<T> error(int pendings, Error error) {
    return new Scripted<>(
        pendings,
        () -> {
          throw error;
        });
  }

  void wake() {
    Waker woken = waker;
    if (woken != null) {
      woken.wake();
    }
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    if (finished || cancelled) {
      throw new AssertionError("polled after its end");
    }
    waker = cx.waker();
    if (pendings-- > 0) {
      return Poll.pending();
    }
    finished = true;
    return Poll.ready(end.call());
  }

  @Override
  public void cancel() {
    cancelled = true;
  }
}
