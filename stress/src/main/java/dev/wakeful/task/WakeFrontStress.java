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

/// The owner of a set of wakers against those who wake a member while another is in front.
public final class WakeFrontStress {
  /// A member is woken behind another one, by an owner's look and sleep. Results: the owner found
  /// it; the owner was woken; it finds the member later.
  @JCStressTest
  @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "found")
  @Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "found, and woken for nothing")
  @Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "woken")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "asleep while a member waits")
  @State
  public static class WakeBehindAnother extends WakeSetStress.Asleep {
    private final AtomicWakerStress.Flag second = new AtomicWakerStress.Flag();
    private final Context later = Context.of(second);

    public WakeBehindAnother() {
      b.wake();
    }

    @Actor
    public void owner(III_Result r) {
      set.begin();
      for (WakeSetStress.Child child = set.next(later); child != null; child = set.next(later)) {
        if (child == a) {
          r.r1++;
        }
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

  /// One wakes a member behind another, and the owner takes both; the data is plain. Results: what
  /// the last poll of it saw; the polls that the owner made later.
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "answered by the owner's polls")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one more poll")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class WakeAndTakeBehindAnother extends WakeSetStress.Asleep {
    private int seen;

    public WakeAndTakeBehindAnother() {
      b.wake();
    }

    private int poll() {
      int polls = 0;
      set.begin();
      for (WakeSetStress.Child child = set.next(cx); child != null; child = set.next(cx)) {
        if (child == a) {
          seen = a.happened;
          polls++;
        }
      }
      return polls;
    }

    @Actor
    public void owner() {
      poll();
    }

    @Actor
    public void waker() {
      a.happened = 1;
      a.wake();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r2 = poll();
      r.r1 = seen;
    }
  }

  /// Twin of [WakeSetStress.WakeAndTake]. Results: the poll saw what had happened; there is one
  /// more poll.
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "the wake is lost")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen, or one more poll")
  @State
  public static class WeakFront {
    private final WeakStack stack = new WeakStack(Waker.noop());
    private int happened;

    @Actor
    public void owner(II_Result r) {
      stack.takeFront();
      r.r1 = happened;
    }

    @Actor
    public void waker(II_Result r) {
      happened = 1;
      r.r2 = stack.enterFrontUnlessThere() ? 1 : 0;
    }
  }

  /// Twin of [WakeSetStress.WakeAndSleep]. Results: the owner found something; its new waker was
  /// woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "asleep while one waits")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found, or woken")
  @State
  public static class WeakNewWaker {
    private final AtomicWakerStress.Flag task = new AtomicWakerStress.Flag();
    private final WeakStack stack = new WeakStack(Waker.noop());

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = stack.foundBehindAReleasedWaker(task);
    }

    @Actor
    public void waker() {
      stack.pushToSleeper();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = task.woken;
    }
  }

  /// Twin of [WakeBehindAnother]. Results: the owner found something; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "asleep while one waits")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found, or woken")
  @State
  public static class WeakBehindAnother {
    private final AtomicWakerStress.Flag task = new AtomicWakerStress.Flag();
    private final WeakStack stack = new WeakStack(task);

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = stack.foundBehindTheFront();
    }

    @Actor
    public void waker() {
      stack.pushBehindTheFront();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = task.woken;
    }
  }
}
