package dev.wakeful.executor;

import dev.wakeful.future.Shutdown;
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

  /// Filled on threads that know an executor and do not poll for it: there waiting is allowed.
  private static final Slot<Boolean> MAY_WAIT =
      Slot.named("blocking call", "this must be called on a blocking pool");

  /// There while a task has said that it blocks its thread, and so may.
  private static final Slot<Boolean> IN_PLACE =
      Slot.named("blockInPlace", "this must be called inside blockInPlace");

  /// How much a task may do in one poll, for those who poll tasks inside of a task.
  private static final Slot<Integer> BUDGET =
      Slot.named("budget", "this must be polled by a runtime");

  /// Filled when tasks are to remember where they were spawned.
  private static final Slot<Boolean> SPAWN_SITES =
      Slot.named("spawn sites", "this must be polled by a runtime that remembers them");

  private Current() {}

  /// What futures find when an executor polls them: what it was given, itself, whom to tell of
  /// failures, and whether it is to end.
  static Slots slots(
      TaskExecutor executor, Setup setup, UnjoinedFailures failures, Closing closing) {
    Slots slots =
        setup
            .slots()
            .with(Unhandled.SLOT, failures::tellUnhandled)
            .with(Shutdown.SLOT, closing.signal())
            .with(EXECUTOR, executor)
            .with(BUDGET, setup.budget());
    return setup.spawnSites() ? slots.with(SPAWN_SITES, true) : slots;
  }

  /// Whether what is spawned here is to remember it.
  static boolean remembersSpawnSites() {
    return Ambient.slots().find(SPAWN_SITES) != null;
  }

  /// How much a task may do in one poll: as the runtime has it that is found here, or as is usual.
  static int budget(Slots slots) {
    Integer budget = slots.find(BUDGET);
    return budget == null ? Setup.BUDGET : budget;
  }

  /// Whether it is this executor that polls on this thread.
  static boolean is(TaskExecutor executor) {
    return Ambient.slots().find(EXECUTOR) == executor;
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

  /// Calls something that may block, on a thread that polls or on any other.
  ///
  /// @param call what to call
  static <T extends @Nullable Object> T blockInPlace(Callable<T> call) throws Exception {
    if (Ambient.slots().find(Confined.SLOT) != null) {
      throw new IllegalStateException(
          "blockInPlace was called by a task that stays on its thread, where all the others wait;"
              + " use spawnBlocking");
    }
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

  /// Refuses to wait on a thread that polls tasks, unless the task has said that it blocks.
  ///
  /// @param what the method
  static void mayWait(String what) {
    if (Ambient.slots().find(IN_PLACE) == null) {
      mustNotBePolling(what);
    }
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
              + "), which it would block; await the future instead, or use spawnBlocking"
              + " or blockInPlace");
    }
  }
}
