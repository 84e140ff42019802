package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.RawFuture;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The end of one task, which is a value however it ends. Cancelling it detaches the task.
///
/// @param <T> the type of the task's value
final class Ending<T extends @Nullable Object> extends RawFuture<Joined<T>> implements Traced {
  private final JoinHandle<T> task;

  Ending(JoinHandle<T> task) {
    this.task = Objects.requireNonNull(task);
  }

  /// Aborts the task, which is joined as any other.
  void abort() {
    task.abort();
  }

  /// The number of the task.
  long id() {
    return task.id();
  }

  @Override
  public @Nullable Object pollRaw(Context cx) {
    try {
      Object raw = task.pollRaw(cx);
      return raw == RawPoll.PENDING
          ? raw
          : new Joined<>(task, new Outcome.Success<>(RawPoll.<T>value(raw)));
    } catch (Throwable failure) {
      return new Joined<>(task, new Outcome.Failure<>(failure));
    }
  }

  @Override
  public void cancel() {
    task.cancel();
  }

  @Override
  public List<Future<?>> awaited() {
    return List.of(task);
  }

  @Override
  public String toString() {
    return "the end of " + task;
  }
}
