package dev.wakeful.task;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// The stack of a set of wakers, reduced to whether something is on it and whether somebody is in
/// front, as is at first; with faults.
final class WeakStack {
  private final AtomicBoolean asleep = new AtomicBoolean();
  private final AtomicBoolean filled = new AtomicBoolean();
  private final AtomicBoolean front = new AtomicBoolean(true);
  private final AtomicReference<Waker> owner;

  WeakStack(Waker owner) {
    this.owner = new AtomicReference<>(owner);
  }

  void push() {
    if (!filled.getAndSet(true) && asleep.get()) {
      owner.get().wake();
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

  void takeFront() {
    front.getAndSet(false);
  }

  /// The fault: who is there already is looked at, not exchanged.
  ///
  /// @return whether there is one more poll
  boolean enterFrontUnlessThere() {
    return !front.get() && !front.getAndSet(true);
  }

  boolean foundBehindTheFront() {
    front.getAndSet(false);
    asleep.set(true);
    return filled.get();
  }

  /// The fault: looks who is in front, then pushes.
  void pushBehindTheFront() {
    boolean alone = !front.get();
    if (!filled.getAndSet(true) && alone && asleep.get()) {
      owner.get().wake();
    }
  }

  /// What a push does when the owner is believed to be asleep all the time.
  void pushToSleeper() {
    if (!filled.getAndSet(true)) {
      owner.get().wake();
    }
  }

  /// The fault: the look may come before the new waker is there for others.
  boolean foundBehindAReleasedWaker(Waker next) {
    owner.setRelease(next);
    return filled.get();
  }
}
