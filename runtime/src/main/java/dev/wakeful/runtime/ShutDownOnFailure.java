package dev.wakeful.runtime;

import dev.wakeful.executor.FailureHandler;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.executor.TaskFailure;
import org.jspecify.annotations.Nullable;

/// Handler for [RuntimeBuilder#shutDownOnUnjoinedFailure]: another one is told first, then the
/// runtime ends.
final class ShutDownOnFailure implements FailureHandler {
  private final FailureHandler first;

  /// Null until the runtime has been built; failures of its first moments, too, are told later.
  private volatile @Nullable TaskExecutor executor;

  private volatile @Nullable Throwable early;

  ShutDownOnFailure(FailureHandler first) {
    this.first = first;
  }

  /// Names the executor to end.
  void bind(TaskExecutor ends) {
    executor = ends;
    Throwable failure = early; // said, then looked: see end()
    if (failure != null) {
      ends.closeNow(failure);
    }
  }

  @Override
  public void failed(TaskFailure failure) {
    try {
      first.failed(failure);
    } finally {
      end(failure.failure());
    }
  }

  @Override
  public void unjoined(String task, Throwable failure) {
    first.unjoined(task, failure);
  }

  @Override
  public void unhandled(String what, Throwable failure) {
    first.unhandled(what, failure);
  }

  private void end(Throwable failure) {
    early = failure;
    TaskExecutor bound = executor;
    if (bound != null) {
      bound.closeNow(failure);
    }
  }
}
