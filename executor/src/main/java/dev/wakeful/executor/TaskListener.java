package dev.wakeful.executor;

import org.jspecify.annotations.Nullable;

/// Somebody who hears of one task; what is said of [ExecutorListener] holds for it too.
///
/// The calls for a task come one after the other, each happens-before the next.
public interface TaskListener {

  /// The task is about to be polled, on this thread. Told of every poll, and of nothing else: a
  /// task that is cancelled is not polled.
  default void beforePoll() {}

  /// The poll is over, whatever came of it.
  default void afterPoll() {}

  /// The task is over and its future has been released; whoever joins it does not know yet. Told
  /// once, and the last thing told.
  ///
  /// @param how its end
  /// @param failure what its future threw, if it has failed
  default void ended(TaskEnd how, @Nullable Throwable failure) {}
}
