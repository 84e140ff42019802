package dev.wakeful.executor;

/// The task that was waited for has been aborted, or its runtime was closed, before it could
/// finish.
///
/// Told to whoever joins the task; an ordinary exception, for the one who waits is not cancelled
/// itself. Without a stack trace.
public final class TaskCancelled extends Exception {

  /// The end of a task.
  ///
  /// @param task its name
  public TaskCancelled(String task) {
    super("task " + task + " was cancelled", null, false, false);
  }
}
