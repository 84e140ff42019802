package dev.wakeful.future;

import dev.wakeful.task.Slot;

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
}
