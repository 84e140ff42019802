package dev.wakeful.sync;

import dev.wakeful.sync.Waiter.State;
import dev.wakeful.task.WakeList;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;

/// First come, first served: those who wait for a thing that one at a time is given. The one
/// waiting primitive of this module.
///
/// It has no lock. Whoever owns it calls it under the lock that guards the thing, too, so that
/// looking at the thing and waiting for it are one step. Wakers are stored and handed out here,
/// never called or compared: the owner wakes them when it has let go of the lock.
///
/// The life of a waiter, and what each step obliges:
///
/// | step | state | obliges |
/// |---|---|---|
/// | [#await] | IDLE → WAITING, at the end; WAITING stays where it is | |
/// | [#tellFirst] | WAITING → TOLD | the caller to have set the thing aside for it, and to wake it |
/// | [Waiter#takeTold] | TOLD → IDLE | the waiter owns the thing |
/// | [#leave] | any → IDLE | when it answers true, the thing that was set aside is given to the next |
/// | [#dismissAll] | WAITING → IDLE | they are woken, look again, and are given nothing |
final class WaitQueue {
  private @Nullable Waiter first;
  private @Nullable Waiter last;

  boolean isEmpty() {
    return first == null;
  }

  /// Waits, at the end; if it waits already, at its place. The latest waker counts.
  void await(Waiter waiter, Waker waker) {
    waiter.waker = waker;
    if (waiter.state == State.WAITING) {
      return;
    }
    waiter.state = State.WAITING;
    waiter.previous = last;
    if (last == null) {
      first = waiter;
    } else {
      last.next = waiter;
    }
    last = waiter;
  }

  /// Tells the first one that its turn has come.
  ///
  /// @return its waker, to be woken without the lock; null when nobody waits
  @Nullable Waker tellFirst() {
    Waiter waiter = first;
    if (waiter == null) {
      return null;
    }
    unlink(waiter);
    waiter.state = State.TOLD;
    return takeWaker(waiter);
  }

  /// Gives up its place, if it has one.
  ///
  /// @return whether its turn had come and it had not heard of it
  boolean leave(Waiter waiter) {
    if (waiter.state == State.WAITING) {
      unlink(waiter);
      waiter.state = State.IDLE;
      waiter.waker = null;
      return false;
    }
    return waiter.takeTold();
  }

  /// Sends everybody away.
  ///
  /// @param wakes gets their wakers, in order
  void dismissAll(WakeList wakes) {
    for (Waiter waiter = first; waiter != null; waiter = first) {
      unlink(waiter);
      waiter.state = State.IDLE;
      wakes.add(takeWaker(waiter));
    }
  }

  private static @Nullable Waker takeWaker(Waiter waiter) {
    Waker waker = waiter.waker;
    waiter.waker = null;
    return waker;
  }

  private void unlink(Waiter waiter) {
    Waiter before = waiter.previous;
    Waiter after = waiter.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    waiter.previous = null;
    waiter.next = null;
  }
}
