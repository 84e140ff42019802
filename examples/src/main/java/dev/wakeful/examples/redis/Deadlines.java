package dev.wakeful.examples.redis;

import java.util.Comparator;
import java.util.TreeSet;

/// What is due, and when: the ends of keys and of blocked clients, in order of time.
///
/// The engine has no timer of its own. The server asks [#next] when to come back, sets *one* timer
/// of the runtime, and calls [#run] when it has fired.
final class Deadlines {
  /// [#next] when nothing is due, ever.
  static final long NONE = Long.MAX_VALUE;

  /// By time; at the same time in the order they were added.
  private final TreeSet<Deadline> pending =
      new TreeSet<>(Comparator.comparingLong(Deadline::at).thenComparingLong(Deadline::number));

  /// Number of the last one added.
  private long added;

  /// One thing that is due.
  ///
  /// @param at wall time in milliseconds
  /// @param number tells deadlines of the same millisecond apart
  /// @param action what to do
  record Deadline(long at, long number, Runnable action) {}

  /// Adds one.
  ///
  /// @param at when, in milliseconds of wall time
  /// @param action run by [#run]
  Deadline add(long at, Runnable action) {
    Deadline deadline = new Deadline(at, ++added, action);
    pending.add(deadline);
    return deadline;
  }

  /// Removes one that is not wanted any more. Does nothing when it has run.
  void remove(Deadline deadline) {
    pending.remove(deadline);
  }

  /// When the first is due, or [#NONE].
  long next() {
    return pending.isEmpty() ? NONE : pending.first().at();
  }

  /// Runs everything that is due.
  void run(long now) {
    while (next() <= now) {
      pending.pollFirst().action().run();
    }
  }
}
