package dev.wakeful.executor;

import org.jspecify.annotations.Nullable;

/// A thread that polls tasks, as a [TaskDump] has found it.
///
/// @param name the name of the thread
/// @param state what it was about
/// @param task the number of the task that it polled, otherwise 0
/// @param taskName the name of that task, if there was one
public record WorkerInfo(String name, State state, long task, @Nullable String taskName) {

  /// What a worker is about.
  public enum State {
    /// It polls a task.
    POLLING,
    /// It looks for one.
    AWAKE,
    /// It sleeps in the driver: sockets and timers wake it, and so does work.
    IN_DRIVER,
    /// It sleeps until there is work.
    ASLEEP
  }
}
