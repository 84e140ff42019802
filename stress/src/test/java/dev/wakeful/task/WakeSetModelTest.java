package dev.wakeful.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
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
  void aChildThatTwoWakeBehindAnotherIsHeardOfBoth() {
    Model.explore(1_000, () -> new TwoWakers().run());
  }

  @Test
  void aChildThatIsRemovedWhileItIsWokenIsNotPolled() {
    Model.explore(1_000, () -> new Removal().run());
  }

  @Test
  void twinThatBecomesIdleAfterThePollForgetsAWake() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new CopiedSet.IdleLate(), 1, 2).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatLooksBeforeItLeavesItsWakerSleepsForEver() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new CopiedSet.LooksEarly(), 2, 1).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatIsAsleepAllTheTimeAndLooksBeforeItLeavesItsWakerSleepsForEver() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new CopiedSet.LeavesItsWakerLate(), 2, 1).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatSaysAsleepBeforeItLeavesItsWakerSleepsForEver() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new CopiedSet.SleepsEarly(), 2, 1).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatWakesTheOwnerBeforeItPushesSleepsForEver() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new CopiedSet.WakesEarly(), 1, 1).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatPushesInTwoStepsLosesAChild() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new CopiedSet.PushesInTwoSteps(), 2, 1).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void theCopyWithAFrontIsSoundWithoutAFault() {
    Model.explore(200, () -> new Protocol(new CopiedSet.Fronted(), 2, 1).run());
  }

  @Test
  void twinThatLooksInFrontBeforeItPushesSleepsForEver() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new CopiedSet.LooksInFrontFirst(), 2, 1).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatForgetsTheFrontBeforeItSleepsSleepsForEver() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new CopiedSet.ForgetsTheFront(), 1, 1).run()))
        .hasMessageContaining("deadlock");
  }

  /// The owner polls, and sleeps while it is Pending; each child has a thread that makes it happen
  /// so often.
  private static final class Protocol implements Runnable {
    final ModelSet set;
    final CopiedSet.Child[] children;
    final int times;
    final Parker parker = new MonitorParker();

    Protocol(ModelSet set, int children, int times) {
      this.set = set;
      this.children = new CopiedSet.Child[children];
      this.times = times;
      for (int i = 0; i < children; i++) {
        this.children[i] = new CopiedSet.Child(times);
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
      for (CopiedSet.Child child : children) {
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
      private final CopiedSet.Child child;

      Events(CopiedSet.Child child) {
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
    final WakeSet<CopiedSet.Child> set = new WakeSet<>();
    final CopiedSet.Child gone = new CopiedSet.Child(1);
    final CopiedSet.Child stays = new CopiedSet.Child(1);
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
      for (CopiedSet.Child child = set.next(cx); child != null; child = set.next(cx)) {
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
      private final CopiedSet.Child child;

      Waking(CopiedSet.Child child) {
        this.child = child;
      }

      @Override
      public void run() {
        child.happened = 1;
        child.wake();
      }
    }
  }

  /// One child with two wakers, each of which makes something else happen; another is in front.
  private static final class TwoWakers implements Runnable {
    final WakeSet<CopiedSet.Child> set = new WakeSet<>();
    final CopiedSet.Child both = new CopiedSet.Child(1);
    final CopiedSet.Child ahead = new CopiedSet.Child(1);
    final Parker parker = new MonitorParker();
    volatile boolean one;
    volatile boolean two;

    TwoWakers() {
      set.addLast(both);
      set.addLast(ahead);
      poll();
      ahead.wake();
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new BothAwaited(), new First(), new Second());
      Model.check("finished early", one && two);
    }

    private boolean poll() {
      Context cx = Context.of(new UnparkingWaker(parker));
      set.begin();
      for (CopiedSet.Child child = set.next(cx); child != null; child = set.next(cx)) {
        if (child == both && one && two) {
          set.remove(child);
        }
      }
      return set.size() == 1;
    }

    private final class BothAwaited implements Runnable {
      @Override
      public void run() {
        while (!poll()) {
          parker.park();
        }
      }
    }

    private final class First implements Runnable {
      @Override
      public void run() {
        one = true;
        both.wake();
      }
    }

    private final class Second implements Runnable {
      @Override
      public void run() {
        two = true;
        both.wake();
      }
    }
  }

  private static final class RealSet implements ModelSet {
    private final WakeSet<CopiedSet.Child> set = new WakeSet<>();

    @Override
    public void add(CopiedSet.Child child) {
      set.addLast(child);
    }

    @Override
    public boolean poll(Waker waker) {
      Context cx = Context.of(waker);
      set.begin();
      for (CopiedSet.Child child = set.next(cx); child != null; child = set.next(cx)) {
        if (child.happened == child.enough) {
          set.remove(child);
        }
      }
      return set.isEmpty();
    }

    @Override
    public void wake(CopiedSet.Child child) {
      child.wake();
    }
  }
}
