package dev.wakeful.executor;

import java.lang.ref.WeakReference;

/// A way to abort a task, for somebody who does not wait for it.
///
/// It takes nothing from the one who joins the task, and keeps neither the task nor its value
/// alive: a failure that nobody took is found although such handles are still about. Any thread may
/// use it, and any number of them may exist.
///
/// [dev.wakeful.future.AbortHandle] is for one future within a task. After
/// `tokio::task::AbortHandle`.
public final class TaskAbortHandle {
  /// Whoever has to poll a task keeps it alive until it ends; so one that is gone has ended.
  private final WeakReference<JoinHandle<?>> task;

  private final long id;
  private final String name;

  TaskAbortHandle(JoinHandle<?> task) {
    this.task = new WeakReference<>(task);
    this.id = task.id();
    this.name = task.name();
  }

  /// Ends the task early, as [JoinHandle#abort].
  public void abort() {
    JoinHandle<?> left = task.get();
    if (left != null) {
      left.abort();
    }
  }

  /// Whether the task has ended; then its future has been released.
  public boolean isFinished() {
    JoinHandle<?> left = task.get();
    return left == null || left.isFinished();
  }

  /// The [JoinHandle#id] of the task.
  public long id() {
    return id;
  }

  /// The [JoinHandle#name] of the task.
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return "abort handle of task " + name() + (isFinished() ? " (finished)" : "");
  }
}
