package dev.wakeful.executor;

/// Who is told of failures that nobody took.
///
/// Called on a thread of the runtime, so it must not block; what it throws is logged and dropped.
@FunctionalInterface
public interface FailureHandler {

  /// A task has failed and nobody took its failure: the short form of [#failed], which a lambda
  /// gives.
  ///
  /// @param task its name
  /// @param failure what its future threw
  void unjoined(String task, Throwable failure);

  /// A task has failed and nobody took its failure. Told once: when the task ends and its handle
  /// was detached, when the handle is, when the garbage collector finds that it is gone, or when
  /// the runtime closes. Calls [#unjoined] unless it is overridden.
  ///
  /// @param failure what is known of it
  default void failed(TaskFailure failure) {
    unjoined(failure.task(), failure.failure());
  }

  /// The clean-up of something that was cancelled has failed, so that there is nobody to be given
  /// the failure. As [#unjoined] unless it is overridden.
  ///
  /// @param what whose failure it is
  /// @param failure what was thrown
  default void unhandled(String what, Throwable failure) {
    unjoined(what, failure);
  }

  /// Drops each failure: for programs that join whatever matters to them.
  static FailureHandler ignoring() {
    return (task, failure) -> {};
  }

  /// Logs each failure as a warning of the logger `dev.wakeful`.
  static FailureHandler logging() {
    return new LoggingHandler();
  }
}
