package dev.wakeful.future;

import dev.wakeful.task.Slot;
import java.time.Duration;

/// What a runtime's clock does for the futures it polls.
///
/// Futures find it by [#SLOT], so that a sleep belongs to the runtime that polls it.
public interface Timers {

  /// Where futures find the timers of the runtime that polls them.
  Slot<Timers> SLOT =
      Slot.named("timers", "this future must be polled by a runtime that keeps time");

  /// Monotonic time in nanoseconds from an origin of no meaning; compare by subtraction.
  long nanos();

  /// A future that is ready once the time has come, never before. Lazy; its `cancel` removes the
  /// timer.
  ///
  /// @param deadline on the scale of [#nanos]
  Future<Void> sleepUntil(long deadline);

  /// Now and a time, on the scale of [#nanos]; a time longer than the clock can count is cut to
  /// what it can (146 years), a negative one is none.
  ///
  /// @param limit how long from now
  default long deadline(Duration limit) {
    if (limit.isNegative()) {
      return nanos();
    }
    boolean countable = limit.toSeconds() < Long.MAX_VALUE / 2_000_000_000L;
    return nanos() + (countable ? limit.toNanos() : Long.MAX_VALUE / 2);
  }
}
