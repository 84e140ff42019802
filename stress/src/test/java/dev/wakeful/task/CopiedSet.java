package dev.wakeful.task;

import org.jspecify.annotations.Nullable;

/// A copy of [WakeSet], to be weakened; short, for its steps to be few. Its locks are in place of
/// exchanges. Its twins, each with one fault, are for [WakeSetModelTest].
abstract class CopiedSet implements ModelSet {
  volatile @Nullable Waker owner;
  volatile boolean asleep;
  volatile @Nullable Child top;
  int unfinished;

  @Override
  public final void add(Child child) {
    unfinished++;
    child.next = top;
    top = child;
  }

  @Override
  public final boolean poll(Waker waker) {
    wakeUp();
    Child child = take();
    do {
      while (child != null) {
        Child next = child.next;
        pollOne(child);
        child = next;
      }
      child = sleep(waker);
    } while (child != null);
    return unfinished == 0;
  }

  void wakeUp() {
    asleep = false;
  }

  @Nullable Child take() {
    return takeAll();
  }

  @Nullable Child sleep(Waker waker) {
    owner = waker;
    asleep = true;
    return take();
  }

  void pollOne(Child child) {
    exchange(child, false);
    look(child);
  }

  final void look(Child child) {
    if (child.happened == child.enough) {
      unfinished--;
    }
  }

  @Override
  public void wake(Child child) {
    if (!exchange(child, true)) {
      push(child);
      wakeOwner();
    }
  }

  final void wakeOwner() {
    Waker waker = owner;
    if (asleep && waker != null) {
      waker.wake();
    }
  }

  final synchronized boolean exchange(Child child, boolean queued) {
    boolean before = child.queued;
    child.queued = queued;
    return before;
  }

  void push(Child child) {
    synchronized (this) {
      child.next = top;
      top = child;
    }
  }

  final synchronized @Nullable Child takeAll() {
    Child all = top;
    top = null;
    return all;
  }

  /// Finished when it has happened so often.
  static final class Child extends WakeSet.Member {
    final int enough;
    volatile int happened;

    // for the copies
    volatile boolean queued = true;
    @Nullable Child next;

    Child(int enough) {
      this.enough = enough;
    }

    @Override
    protected void cancel() {}

    @Override
    protected Poll<Void> pollCancel(Context cx) {
      return Poll.done();
    }
  }

  /// The fault: a wake between the poll and the exchange finds the child queued, and is forgotten.
  static final class IdleLate extends CopiedSet {
    @Override
    void pollOne(Child child) {
      look(child);
      exchange(child, false);
    }
  }

  /// The fault: a push between the look and the word "asleep" wakes nobody.
  static class LooksEarly extends CopiedSet {
    @Override
    @Nullable Child sleep(Waker waker) {
      Child taken = takeAll();
      owner = waker;
      asleep = true;
      return taken;
    }
  }

  /// The fault: who pushes between the look and the new waker wakes the one before.
  static final class LeavesItsWakerLate extends LooksEarly {
    @Override
    void wakeUp() {}
  }

  /// The fault: who pushes in between finds the owner asleep, with no waker.
  static final class SleepsEarly extends CopiedSet {
    @Override
    @Nullable Child sleep(Waker waker) {
      asleep = true;
      Child taken = takeAll();
      owner = waker;
      return taken;
    }
  }

  /// The fault: the owner looks between the wake and the push.
  static final class WakesEarly extends CopiedSet {
    @Override
    public void wake(Child child) {
      if (!exchange(child, true)) {
        wakeOwner();
        push(child);
      }
    }
  }

  /// The fault: another may have pushed in between.
  static final class PushesInTwoSteps extends CopiedSet {
    @Override
    void push(Child child) {
      child.next = top;
      top = child;
    }
  }

  /// A copy with a front, and no fault: one child that was woken when nobody was there.
  static class Fronted extends CopiedSet {
    volatile @Nullable Child front;

    @Override
    final @Nullable Child take() {
      Child taken = takeFront();
      if (taken == null) {
        return takeAll();
      }
      taken.next = takeAll();
      return taken;
    }

    @Override
    public final void wake(Child child) {
      if (enterFront(child)) {
        wakeOwner();
      } else {
        pushBehind(child);
      }
    }

    void pushBehind(Child child) {
      push(child);
      if (front == null) {
        wakeOwner();
      }
    }

    private synchronized @Nullable Child takeFront() {
      Child taken = front;
      front = null;
      return taken;
    }

    private synchronized boolean enterFront(Child child) {
      if (front == null) {
        front = child;
        return true;
      }
      return false;
    }
  }

  /// The fault: the owner may have taken the front, and sleep, when the push comes.
  static final class LooksInFrontFirst extends Fronted {
    @Override
    void pushBehind(Child child) {
      boolean alone = front == null;
      push(child);
      if (alone) {
        wakeOwner();
      }
    }
  }

  /// The fault: who came to the front before the owner said that it sleeps is not seen.
  static final class ForgetsTheFront extends Fronted {
    @Override
    @Nullable Child sleep(Waker waker) {
      owner = waker;
      asleep = true;
      return takeAll();
    }
  }
}
