package dev.wakeful.executor;

import org.jspecify.annotations.Nullable;

/// Somebody who hears of what an executor does: for recorders and meters, not for logic.
///
/// Methods are called on threads of the executor, in the middle of its work, by several threads at
/// once. They must not block, and what they throw goes to the [FailureHandler]; it does not change
/// what the executor or another listener does.
public interface ExecutorListener {

  /// One poll has lasted longer than the watchdog allows, and is still going on. Told once for each
  /// such poll, on the watchdog's thread.
  ///
  /// @param poll what is known of it
  default void longPoll(LongPoll poll) {}

  /// Whether [#taskSpawned] is to be told of the task that is being spawned. Asked at every spawn,
  /// so a recorder that is off says no and costs next to nothing; yes unless overridden.
  default boolean hearsTasks() {
    return true;
  }

  /// A task has been spawned; its first poll is still to come. Told on the thread that spawns,
  /// which may be any.
  ///
  /// @param task what is known of it
  /// @return who is told what becomes of it, or null for nobody
  default @Nullable TaskListener taskSpawned(TaskMeta task) {
    return null;
  }

  /// A listener that does nothing. Always the same object.
  static ExecutorListener none() {
    return NoListener.INSTANCE;
  }
}
