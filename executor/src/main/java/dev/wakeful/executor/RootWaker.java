package dev.wakeful.executor;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.task.Waker;

/// Waker of a future that a thread polls itself and for which it sleeps.
final class RootWaker implements Waker, Roots.Root {
  private final String thread = Thread.currentThread().getName();
  private final Future<?> future;
  private final Parker parker;

  /// A waker for the current thread.
  RootWaker(Future<?> future, Parker parker) {
    this.future = future;
    this.parker = parker;
  }

  @Override
  public void wake() {
    parker.unpark();
  }

  /// Sleeps until it has been woken since the last call.
  void await() {
    parker.park();
  }

  @Override
  public String thread() {
    return thread;
  }

  @Override
  public Future<?> future() {
    return future;
  }
}
