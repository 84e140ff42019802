package dev.wakeful.task;

import java.util.concurrent.atomic.AtomicBoolean;

/// A member of a set of wakers, reduced to its state, with faults. It begins queued.
final class WeakMember {
  private final AtomicBoolean queued = new AtomicBoolean(true);
  int happened;

  /// The fault: a store where an exchange is needed. What comes after may overtake it, and it reads
  /// nothing that a waker wrote.
  void becomeIdle() {
    queued.setRelease(false);
  }

  boolean becomeQueued() {
    return !queued.getAndSet(true);
  }

  boolean becomeQueuedInTwoSteps() {
    boolean idle = !queued.get();
    queued.set(true); // the fault: another may have found it idle in between
    return idle;
  }
}
