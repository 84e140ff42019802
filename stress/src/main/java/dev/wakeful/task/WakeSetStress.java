package dev.wakeful.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// The owner of a set of wakers against those who wake its members.
public final class WakeSetStress {

  /// A child whose data is plain: what makes it visible is the wake-up.
  static final class Child extends WakeSet.Member {
    int happened;

    @Override
    protected void cancel() {}

    @Override
    protected Poll<Void> pollCancel(Context cx) {
      return Poll.done();
    }
  }

  /// A set, its sleeping owner, and two children that have been polled once.
  abstract static class Asleep {
    final WakeSet<Child> set = new WakeSet<>();
    final AtomicWakerStress.Flag owner = new AtomicWakerStress.Flag();
    final Context cx = Context.of(owner);
    final Child a = new Child();
    final Child b = new Child();

    Asleep() {
      set.addLast(a);
      set.addLast(b);
      pollAll();
    }

    /// One poll of the owner; how often it polled the first child.
    final int pollAll() {
      int times = 0;
      set.begin();
      for (Child child = set.next(cx); child != null; child = set.next(cx)) {
        if (child == a) {
          times++;
        }
      }
      return times;
    }
  }

  /// Two wake one member. Results: how often it is polled; whether the owner was woken.
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class WakeTwice extends Asleep {
    @Actor
    public void one() {
      a.wake();
    }

    @Actor
    public void other() {
      a.wake();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r2 = owner.woken ? 1 : 0;
      r.r1 = pollAll();
    }
  }

  /// Two wake two members. Results: who is polled how often; whether the owner was woken.
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "each once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class WakeBoth extends Asleep {
    @Actor
    public void one() {
      a.wake();
    }

    @Actor
    public void other() {
      b.wake();
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = owner.woken ? 1 : 0;
      set.begin();
      for (Child child = set.next(cx); child != null; child = set.next(cx)) {
        if (child == a) {
          r.r1++;
        } else {
          r.r2++;
        }
      }
    }
  }

  /// A wake-up meets an owner that looks and goes to sleep with another waker. Results: the owner
  /// found the member; its new waker was woken; it finds the member later.
  @JCStressTest
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "found")
  @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "found, and woken for nothing")
  @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "woken")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "asleep while a member waits")
  @State
  public static class WakeAndSleep extends Asleep {
    private final AtomicWakerStress.Flag second = new AtomicWakerStress.Flag();
    private final Context later = Context.of(second);

    @Actor
    public void owner(III_Result r) {
      set.begin();
      for (Child child = set.next(later); child != null; child = set.next(later)) {
        r.r1++;
      }
    }

    @Actor
    public void waker() {
      a.wake();
    }

    @Arbiter
    public void end(III_Result r) {
      r.r2 = second.woken ? 1 : 0;
      r.r3 = pollAll();
    }
  }

  /// A member is woken once more while the owner takes it; the data is plain. Results: the poll saw
  /// what had happened; there is one more poll.
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "answered by this poll")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "one more poll")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "seen, and one more poll")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost")
  @State
  public static class WakeAndTake extends Asleep {
    public WakeAndTake() {
      a.wake();
    }

    @Actor
    public void owner(II_Result r) {
      set.begin();
      set.next(cx);
      r.r1 = a.happened;
    }

    @Actor
    public void waker() {
      a.happened = 1;
      a.wake();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r2 = pollAll();
    }
  }

  /// A wake-up meets the removal of its member. Results: how often it is polled; how often the one
  /// is that is woken after it.
  @JCStressTest
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "gone is gone")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "a member polled that is gone, or one lost")
  @State
  public static class WakeAndRemove extends Asleep {
    @Actor
    public void owner() {
      set.remove(b);
    }

    @Actor
    public void waker() {
      b.wake();
    }

    @Arbiter
    public void end(II_Result r) {
      b.wake();
      a.wake();
      set.begin();
      for (Child child = set.next(cx); child != null; child = set.next(cx)) {
        if (child == a) {
          r.r2++;
        } else {
          r.r1++;
        }
      }
    }
  }

  /// Twin of [WakeAndTake]. Results as there.
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "the wake is lost")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen, or one more poll")
  @State
  public static class WeakTake {
    private final WeakMember member = new WeakMember();

    @Actor
    public void owner(II_Result r) {
      member.becomeIdle();
      r.r1 = member.happened;
    }

    @Actor
    public void waker(II_Result r) {
      member.happened = 1;
      r.r2 = member.becomeQueued() ? 1 : 0;
    }
  }

  /// Twin of [WakeTwice] and [WakeBoth].
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "pushed twice")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "pushed once")
  @State
  public static class WeakWakeTwice {
    private final WeakMember member = new WeakMember();

    public WeakWakeTwice() {
      member.becomeIdle();
    }

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = member.becomeQueuedInTwoSteps();
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = member.becomeQueuedInTwoSteps();
    }
  }

  /// Twin of [WakeAndSleep]. Results: the owner found something; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "asleep while one waits")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found, or woken")
  @State
  public static class WeakSleep {
    private final AtomicWakerStress.Flag task = new AtomicWakerStress.Flag();
    private final WeakStack stack = new WeakStack(task);

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = stack.foundBeforeSleeping();
    }

    @Actor
    public void waker() {
      stack.push();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = task.woken;
    }
  }

  /// Twin of [WakeAndSleep]. Results: the owner found something; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "asleep while one waits")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found, or woken")
  @State
  public static class WeakFence {
    private final AtomicWakerStress.Flag task = new AtomicWakerStress.Flag();
    private final WeakStack stack = new WeakStack(task);

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = stack.foundBehindARelease();
    }

    @Actor
    public void waker() {
      stack.push();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = task.woken;
    }
  }
}
