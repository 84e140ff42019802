package dev.wakeful.executor;

import dev.wakeful.task.Ambient;
import dev.wakeful.task.Slot;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Which executor polls on this thread: the one in the [Ambient] slots.
final class Current {
  private static final Slot<TaskExecutor> EXECUTOR =
      Slot.named("executor", "this must be polled by a runtime");

  /// There while a task has said that it blocks its thread, and so may.
  private static final Slot<Boolean> IN_PLACE =
      Slot.named("blockInPlace", "this must be called inside blockInPlace");

  private Current() {}

  /// What futures find when an executor polls them: what it was given, itself, and whom to tell of
  /// failures.
  static Slots slots(TaskExecutor executor, Setup setup, UnjoinedFailures failures) {
    return setup.slots().with(Unhandled.SLOT, failures::tellUnhandled).with(EXECUTOR, executor);
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

  /// Calls something that may block, on a thread that polls or on any other.
  ///
  /// @param call what to call
  static <T extends @Nullable Object> T blockInPlace(Callable<T> call) throws Exception {
    TaskExecutor executor = Ambient.slots().find(EXECUTOR);
    return switch (executor) {
      case null -> call.call();
      case MultiThreadExecutor workers -> {
        Slots inside = Ambient.slots().with(IN_PLACE, true);
        yield workers.blockInPlace(() -> Ambient.call(() -> inside, call::call));
      }
      case CurrentThreadExecutor one ->
          throw new IllegalStateException(
              "blockInPlace was called in a runtime without worker threads, where nobody could go"
                  + " on meanwhile; use spawnBlocking, or a runtime with workers");
    };
  }

  /// Refuses `blockOn` on a thread that polls tasks, unless the task has said that it blocks.
  static void mayBlockOn() {
    if (Ambient.slots().find(IN_PLACE) == null) {
      mustNotBePolling("blockOn");
    }
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
              + "), which it would block; await the future instead, or use spawnBlocking"
              + " or blockInPlace");
    }
  }
}
