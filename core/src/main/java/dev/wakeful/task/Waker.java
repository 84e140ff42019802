package dev.wakeful.task;

/// The way back to a task: whoever makes progress possible calls [#wake], and the task is polled
/// again.
///
/// For those who call it:
///
/// - any thread may, any number of times, also after the task has finished (then nothing happens);
/// - many wakes before the next poll are one poll; a wake during a poll means one more poll after
///   it;
/// - never call it while holding a lock: it is a stranger's code.
///
/// For those who implement it: `wake` never blocks, never throws, and never runs the task inline.
///
/// @see AtomicWaker
@FunctionalInterface
public interface Waker {

  /// Asks for another poll of the task.
  void wake();

  /// Whether waking the other one wakes the same task. A false "no" is allowed and costs a
  /// registration.
  ///
  /// @param other the waker to compare with
  default boolean willWake(Waker other) {
    return this == other;
  }

  /// A waker that does nothing: for a single poll whose future is not polled again. Always the same
  /// object.
  static Waker noop() {
    return NoopWaker.INSTANCE;
  }
}
