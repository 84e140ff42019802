package dev.wakeful.executor;

/// Somebody who hears of what an executor does: for recorders and meters, not for logic.
///
/// Methods are called on threads of the executor, in the middle of its work, by several threads at
/// once. They must not block, and what they throw goes to the [FailureHandler].
public interface ExecutorListener {

  /// One poll has lasted longer than the watchdog allows, and is still going on. Told once for each
  /// such poll, on the watchdog's thread.
  ///
  /// @param poll what is known of it
  default void longPoll(LongPoll poll) {}

  /// A listener that does nothing. Always the same object.
  static ExecutorListener none() {
    return NoListener.INSTANCE;
  }
}
