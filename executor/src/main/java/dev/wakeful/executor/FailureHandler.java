package dev.wakeful.executor;

/// Who is told of failures that nobody joined.
///
/// Called on a thread of the runtime, so it must not block; what it throws is logged and dropped.
@FunctionalInterface
public interface FailureHandler {

  /// A task has failed and nobody took its failure.
  ///
  /// @param task its name
  /// @param failure what its future threw
  void unjoined(String task, Throwable failure);

  /// Logs each failure as a warning of the logger `dev.wakeful`.
  static FailureHandler logging() {
    return (task, failure) ->
        System.getLogger("dev.wakeful")
            .log(
                System.Logger.Level.WARNING,
                () -> "task " + task + " failed and nobody joined it",
                failure);
  }
}
