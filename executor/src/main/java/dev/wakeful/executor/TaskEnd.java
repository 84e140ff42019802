package dev.wakeful.executor;

/// How a task has ended.
public enum TaskEnd {
  /// Its future was ready.
  COMPLETED,
  /// Its future has thrown, in a poll or when it was cancelled.
  FAILED,
  /// It was aborted, has thrown [Cancelled][dev.wakeful.task.Cancelled], or its executor has
  /// closed.
  CANCELLED
}
