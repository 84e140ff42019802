package dev.wakeful.executor;

/// Who is told of failures that nobody took.
///
/// Called on a thread of the runtime, so it must not block; what it throws is logged and dropped.
@FunctionalInterface
public interface FailureHandler {

  /// A task has failed and nobody took its failure.
  ///
  /// @param task its name
  /// @param failure what its future threw
  void unjoined(String task, Throwable failure);

  /// The clean-up of something that was cancelled has failed, so that there is nobody to be given
  /// the failure. As [#unjoined] unless it is overridden.
  ///
  /// @param what whose failure it is
  /// @param failure what was thrown
  default void unhandled(String what, Throwable failure) {
    unjoined(what, failure);
  }

  /// Logs each failure as a warning of the logger `dev.wakeful`.
  static FailureHandler logging() {
    return new LoggingHandler();
  }
}
