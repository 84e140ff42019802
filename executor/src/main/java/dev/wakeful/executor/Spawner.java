package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.task.AnyThread;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Somebody who takes on futures as tasks: all that a library needs to know of a runtime.
///
/// Every [TaskExecutor] is one, and so is a runtime.
@FunctionalInterface
public interface Spawner {

  /// Takes on a future as a task of its own, which runs whether or not anybody looks at the handle.
  /// Never polls it on the spot. When no tasks are taken on any more, the future is cancelled at
  /// once and the handle gives [TaskCancelled].
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param future what to poll
  <T extends @Nullable Object> JoinHandle<T> spawn(@AnyThread Future<T> future);

  /// [#spawn(Future)] with a name for messages, where the spawner keeps names.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param name what to call the task; null for its number
  /// @param future what to poll
  default <T extends @Nullable Object> JoinHandle<T> spawn(
      @Nullable String name, @AnyThread Future<T> future) {
    return spawn(future);
  }

  /// A spawner whose tasks are polled by an executor of the JDK, one call of `execute` for each
  /// time a task was woken.
  ///
  /// There is no runtime behind it: futures find no timers and no reactor in their contexts.
  /// Failures that nobody takes are logged. A task that the executor rejects is cancelled, on the
  /// thread that woke it.
  ///
  /// @param executor runs what it is given later, never on the calling thread
  static Spawner on(Executor executor) {
    return new JdkExecutor(executor);
  }
}
