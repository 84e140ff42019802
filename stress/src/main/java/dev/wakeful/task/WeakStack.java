package dev.wakeful.task;

import java.util.concurrent.atomic.AtomicBoolean;

/// The stack of a set of wakers, reduced to whether something is on it, with a fault.
final class WeakStack {
  private final AtomicWaker owner = new AtomicWaker();
  private final AtomicBoolean filled = new AtomicBoolean();

  void push() {
    if (!filled.getAndSet(true)) {
      owner.wake();
    }
  }

  /// The fault: looks, then leaves its waker, and does not look again.
  boolean foundBeforeSleeping(Waker waker) {
    boolean found = filled.get();
    owner.register(waker);
    return found;
  }
}
