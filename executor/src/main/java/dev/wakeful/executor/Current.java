package dev.wakeful.executor;

import dev.wakeful.task.Ambient;
import dev.wakeful.task.Slot;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;

/// Which executor polls on this thread: the one in the [Ambient] slots.
final class Current {
  private static final Slot<TaskExecutor> EXECUTOR =
      Slot.named("executor", "this must be polled by a runtime");

  /// Filled on threads that know an executor and do not poll for it: there waiting is allowed.
  private static final Slot<Boolean> MAY_WAIT =
      Slot.named("blocking call", "this must be called on a blocking pool");

  private Current() {}

  /// What futures find when an executor polls them: what it was given, itself, and whom to tell of
  /// failures.
  static Slots slots(TaskExecutor executor, Setup setup, UnjoinedFailures failures) {
    return setup.slots().with(Unhandled.SLOT, failures::tellUnhandled).with(EXECUTOR, executor);
  }

  /// What calls on a blocking pool find.
  static Slots forCalls(TaskExecutor executor, Slots slots) {
    return slots.with(EXECUTOR, executor).with(MAY_WAIT, true);
  }

  /// Where failures go of tasks that are polled by a task of this thread's executor.
  ///
  /// @param otherwise where they go when no executor polls here
  static UnjoinedFailures failures(UnjoinedFailures otherwise) {
    return Ambient.slots().find(EXECUTOR) instanceof Scheduler executor
        ? executor.failures()
        : otherwise;
  }

  /// The executor of this thread.
  static TaskExecutor executor() {
    TaskExecutor executor = Ambient.slots().find(EXECUTOR);
    if (executor == null) {
      throw new IllegalStateException(
          "no runtime polls on "
              + Thread.currentThread()
              + ": call this from a future that a runtime polls, or use the runtime's own method");
    }
    return executor;
  }

  /// Refuses what would make a thread that polls tasks wait.
  ///
  /// @param what the method
  static void mustNotBePolling(String what) {
    Slots here = Ambient.slots();
    boolean polls = here.find(EXECUTOR) != null || here.find(Confined.SLOT) != null;
    if (polls && here.find(MAY_WAIT) == null) {
      throw new IllegalStateException(
          what
              + " was called on a thread that polls tasks ("
              + Thread.currentThread().getName()
              + "), which it would block; await the future instead, or use spawnBlocking");
    }
  }
}
