package dev.wakeful.executor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which executor polls on this thread.
final class Current {
  private static final ScopedValue<TaskExecutor> EXECUTOR = ScopedValue.newInstance();

  private Current() {}

  /// Runs something as the given executor.
  static void runAs(TaskExecutor executor, Runnable body) {
    ScopedValue.where(EXECUTOR, executor).run(body);
  }

  /// Calls something as the given executor.
  static <T extends @Nullable Object> T callAs(
      TaskExecutor executor, ScopedValue.CallableOp<T, Exception> body) throws Exception {
    return ScopedValue.where(EXECUTOR, executor).call(body);
  }

  /// The executor of this thread.
  static TaskExecutor executor() {
    if (!EXECUTOR.isBound()) {
      throw new IllegalStateException(
          "no runtime polls on "
              + Thread.currentThread()
              + ": call this from a future that a runtime polls, or use the runtime's own method");
    }
    return Objects.requireNonNull(EXECUTOR.get());
  }

  /// Refuses what would make a thread that polls tasks wait.
  ///
  /// @param what the method
  static void mustNotBePolling(String what) {
    if (EXECUTOR.isBound()) {
      throw new IllegalStateException(
          what
              + " was called on a thread that polls tasks ("
              + Thread.currentThread().getName()
              + "), which it would block; await the future instead, or use spawnBlocking");
    }
  }
}
