package dev.wakeful.future;

import dev.wakeful.task.Slot;

/// What a runtime gives to the futures it polls when they must choose fairly.
///
/// A runtime fills the [#SLOT] with numbers from its own seeded stream, so that a run can be
/// repeated. Where there is none, futures take turns instead.
@FunctionalInterface
public interface Chance {

  /// Where futures find the numbers of the runtime that polls them.
  Slot<Chance> SLOT = Slot.named("chance", "this future must be polled by a runtime, which has it");

  /// A number, each one as likely as the others.
  ///
  /// Asked during polls, by the thread that polls with the context in which it was found.
  ///
  /// @param bound how many numbers there are, at least 1; they begin with 0
  int below(int bound);
}
