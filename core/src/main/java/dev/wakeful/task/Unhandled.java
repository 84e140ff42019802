package dev.wakeful.task;

/// Who is told of a failure that nobody can be given: what the clean-up of a cancelled future
/// threw.
///
/// A runtime fills the [#SLOT] with its failure handler. Where there is none, the handler of the
/// current thread is told.
@FunctionalInterface
public interface Unhandled {

  /// Where futures find the one to tell.
  Slot<Unhandled> SLOT =
      Slot.named("failure handler", "this future must be polled by a runtime, which has one");

  /// Takes note of a failure. Must not throw.
  ///
  /// @param what whose failure it is
  /// @param failure what was thrown
  void report(String what, Throwable failure);

  /// Tells whoever is there to be told.
  ///
  /// @param slots what the runtime provides
  /// @param what whose failure it is
  /// @param failure what was thrown
  static void report(Slots slots, String what, Throwable failure) {
    Unhandled handler = slots.find(SLOT);
    if (handler != null) {
      handler.report(what, failure);
    } else {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }
  }
}
