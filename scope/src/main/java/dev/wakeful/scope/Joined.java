package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.TaskCancelled;
import dev.wakeful.future.Outcome;
import org.jspecify.annotations.Nullable;

/// A task that has ended: which one, and how.
///
/// @param <T> the type of the task's value
public final class Joined<T extends @Nullable Object> {
  private final JoinHandle<T> task;
  private final Outcome<T> outcome;

  Joined(JoinHandle<T> task, Outcome<T> outcome) {
    this.task = task;
    this.outcome = outcome;
  }

  /// How it ended. That of a task that was aborted is a failure with [TaskCancelled].
  public Outcome<T> outcome() {
    return outcome;
  }

  /// What the task gave.
  ///
  /// @throws Exception its failure, the same object; [TaskCancelled] when it was aborted
  public T get() throws Exception {
    return outcome.get();
  }

  /// Whether the task was aborted, or its runtime closed, before it could finish.
  public boolean isCancelled() {
    return outcome instanceof Outcome.Failure<T>(TaskCancelled cause);
  }

  /// The [JoinHandle#id] of the task.
  public long id() {
    return task.id();
  }

  /// The [JoinHandle#name] of the task.
  public String name() {
    return task.name();
  }

  @Override
  public String toString() {
    return "Joined[" + name() + ", " + outcome + "]";
  }
}
