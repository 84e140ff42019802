package dev.wakeful.task;

import java.util.concurrent.atomic.AtomicBoolean;

/// The stack of a set of wakers, reduced to whether something is on it, with faults.
final class WeakStack {
  private final AtomicBoolean asleep = new AtomicBoolean();
  private final AtomicBoolean filled = new AtomicBoolean();
  private final Waker owner;

  WeakStack(Waker owner) {
    this.owner = owner;
  }

  void push() {
    if (!filled.getAndSet(true) && asleep.get()) {
      owner.wake();
    }
  }

  /// The fault: looks, then says that it sleeps, and does not look again.
  boolean foundBeforeSleeping() {
    boolean found = filled.get();
    asleep.set(true);
    return found;
  }

  /// The fault: the look may come before the store is there for others.
  boolean foundBehindARelease() {
    asleep.setRelease(true);
    return filled.get();
  }
}
