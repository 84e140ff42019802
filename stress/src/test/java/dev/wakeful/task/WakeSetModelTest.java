package dev.wakeful.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// An owner that sleeps until its two children have finished, each woken by a thread of its own.
class WakeSetModelTest {

  @Test
  void theOwnerHearsOfBothChildren() {
    Model.explore(1_000, () -> new Protocol(new RealSet(), 2, 1).run());
  }

  @Test
  void aChildThatIsWokenTwiceIsHeardTheSecondTimeToo() {
    Model.explore(1_000, () -> new Protocol(new RealSet(), 1, 2).run());
  }

  @Test
  void aChildThatIsRemovedWhileItIsWokenIsNotPolled() {
    Model.explore(1_000, () -> new Removal().run());
  }

  @Test
  void twinThatBecomesIdleAfterThePollForgetsAWake() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new IdleLate(), 1, 2).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatLooksBeforeItLeavesItsWakerSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new LooksEarly(), 2, 1).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatSaysAsleepBeforeItLeavesItsWakerSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new SleepsEarly(), 2, 1).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatWakesTheOwnerBeforeItPushesSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new WakesEarly(), 1, 1).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatPushesInTwoStepsLosesAChild() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new PushesInTwoSteps(), 2, 1).run()))
        .hasMessageContaining("deadlock");
  }

  /// The owner polls, and sleeps while it is Pending; each child has a thread that makes it happen
  /// so often.
  private static final class Protocol implements Runnable {
    final Set set;
    final Child[] children;
    final int times;
    final Parker parker = new MonitorParker();

    Protocol(Set set, int children, int times) {
      this.set = set;
      this.children = new Child[children];
      this.times = times;
      for (int i = 0; i < children; i++) {
        this.children[i] = new Child(times);
        set.add(this.children[i]);
      }
      set.poll(Waker.noop()); // which gives the children's wakers out
    }

    @Override
    public void run() {
      Model.share(this);
      if (children.length == 1) {
        Model.threads(new Owner(), new Events(children[0]));
      } else {
        Model.threads(new Owner(), new Events(children[0]), new Events(children[1]));
      }
      for (Child child : children) {
        Model.check("finished early", child.happened == times);
      }
    }

    private final class Owner implements Runnable {
      private final Waker waker = new UnparkingWaker(parker);

      @Override
      public void run() {
        while (!set.poll(waker)) {
          parker.park();
        }
      }
    }

    private final class Events implements Runnable {
      private final Child child;

      Events(Child child) {
        this.child = child;
      }

      @Override
      public void run() {
        for (int i = 1; i <= times; i++) {
          child.happened = i;
          set.wake(child);
        }
      }
    }
  }

  /// A child that is taken out while somebody wakes it, beside one that must be heard.
  private static final class Removal implements Runnable {
    final WakeSet<Child> set = new WakeSet<>();
    final Child gone = new Child(1);
    final Child stays = new Child(1);
    final Parker parker = new MonitorParker();
    boolean isGone;
    int polls;

    Removal() {
      set.addLast(gone);
      set.addLast(stays);
      poll();
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Remover(), new Waking(gone), new Waking(stays));
      Model.check("polled after it was gone", polls == 0);
    }

    private boolean poll() {
      Context cx = Context.of(new UnparkingWaker(parker));
      set.begin();
      for (Child child = set.next(cx); child != null; child = set.next(cx)) {
        if (child == gone && isGone) {
          polls++;
        }
        if (child == stays && child.happened == 1) {
          set.remove(child);
        }
      }
      return set.isEmpty();
    }

    private final class Remover implements Runnable {
      @Override
      public void run() {
        poll();
        set.remove(gone);
        isGone = true;
        while (!poll()) {
          parker.park();
        }
      }
    }

    private static final class Waking implements Runnable {
      private final Child child;

      Waking(Child child) {
        this.child = child;
      }

      @Override
      public void run() {
        child.happened = 1;
        child.wake();
      }
    }
  }

  /// Finished when it has happened so often.
  private static final class Child extends WakeSet.Member {
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

  /// What is under test.
  private interface Set {
    void add(Child child);

    /// Whether all have finished.
    boolean poll(Waker waker);

    void wake(Child child);
  }

  private static final class RealSet implements Set {
    private final WakeSet<Child> set = new WakeSet<>();

    @Override
    public void add(Child child) {
      set.addLast(child);
    }

    @Override
    public boolean poll(Waker waker) {
      Context cx = Context.of(waker);
      set.begin();
      for (Child child = set.next(cx); child != null; child = set.next(cx)) {
        if (child.happened == child.enough) {
          set.remove(child);
        }
      }
      return set.isEmpty();
    }

    @Override
    public void wake(Child child) {
      child.wake();
    }
  }

  /// A copy of the set, to be weakened; short, for its steps to be few. Its locks are in place of
  /// exchanges.
  private abstract static class CopiedSet implements Set {
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
      asleep = false;
      Child child = takeAll();
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

    @Nullable Child sleep(Waker waker) {
      owner = waker;
      asleep = true;
      return takeAll();
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
  }

  /// The fault: a wake between the poll and the exchange finds the child queued, and is forgotten.
  private static final class IdleLate extends CopiedSet {
    @Override
    void pollOne(Child child) {
      look(child);
      exchange(child, false);
    }
  }

  /// The fault: a push between the look and the word "asleep" wakes nobody.
  private static final class LooksEarly extends CopiedSet {
    @Override
    @Nullable Child sleep(Waker waker) {
      Child taken = takeAll();
      owner = waker;
      asleep = true;
      return taken;
    }
  }

  /// The fault: who pushes in between finds the owner asleep, with no waker.
  private static final class SleepsEarly extends CopiedSet {
    @Override
    @Nullable Child sleep(Waker waker) {
      asleep = true;
      Child taken = takeAll();
      owner = waker;
      return taken;
    }
  }

  /// The fault: the owner looks between the wake and the push.
  private static final class WakesEarly extends CopiedSet {
    @Override
    public void wake(Child child) {
      if (!exchange(child, true)) {
        wakeOwner();
        push(child);
      }
    }
  }

  /// The fault: another may have pushed in between.
  private static final class PushesInTwoSteps extends CopiedSet {
    @Override
    void push(Child child) {
      child.next = top;
      top = child;
    }
  }
}
