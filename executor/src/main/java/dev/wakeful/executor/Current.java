package dev.wakeful.executor;

import dev.wakeful.future.Shutdown;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Slot;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;
import org.jspecify.annotations.Nullable;

/// Which executor polls on this thread: the one in the [Ambient] slots.
final class Current {
  private static final Slot<TaskExecutor> EXECUTOR =
      Slot.named("executor", "this must be polled by a runtime");

  private Current() {}

  /// What futures find when an executor polls them: what it was given, itself, whom to tell of
  /// failures, and whether it is to end.
  static Slots slots(
      TaskExecutor executor, Setup setup, UnjoinedFailures failures, Closing closing) {
    return setup
        .slots()
        .with(Unhandled.SLOT, failures::tellUnhandled)
        .with(Shutdown.SLOT, closing.signal())
        .with(EXECUTOR, executor);
  }

  /// Whether it is this executor that polls on this thread.
  static boolean is(TaskExecutor executor) {
    return Ambient.slots().find(EXECUTOR) == executor;
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
    @Nullable TaskExecutor executor = Ambient.slots().find(EXECUTOR);
    if (executor != null) {
      throw new IllegalStateException(
          what
              + " was called on a thread that polls tasks ("
              + Thread.currentThread().getName()
              + "), which it would block; await the future instead, or use spawnBlocking");
    }
  }
}
