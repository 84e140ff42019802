package dev.wakeful.task;

/// Thrown through code that is being cancelled.
///
/// An `Error`, so that `catch (Exception e)` does not eat it, and without a stack trace, for it
/// says nothing about where. Do not catch it to go on; clean up in `finally`. What clean-up throws
/// on top of it (a failing `close`) is kept as suppressed.
public final class Cancelled extends Error {

  /// A cancellation.
  ///
  /// @param message what was cancelled
  public Cancelled(String message) {
    super(message, null, true, false);
  }
}
