package dev.wakeful.executor;

import dev.wakeful.env.Parker;
import dev.wakeful.task.Waker;

/// Waker of a future that a thread polls itself and for which it sleeps.
final class RootWaker implements Waker {
  private final Parker parker;

  RootWaker(Parker parker) {
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
}
