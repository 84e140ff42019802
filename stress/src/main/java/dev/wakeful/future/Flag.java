package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;

/// A waker that remembers having been woken.
final class Flag implements Waker {
  volatile boolean woken;

  @Override
  public void wake() {
    woken = true;
  }

  /// Whether a future has ended, well or badly, when it is polled with this waker.
  boolean hasEnded(Future<?> future) {
    try {
      return future.poll(Context.of(this)).isReady();
    } catch (Exception e) {
      return true;
    }
  }
}
