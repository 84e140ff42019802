package dev.wakeful.stream;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.task.Waker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// One has the lock and lets go, the other one comes.
public final class BiLockStress {

  /// A waker that remembers having been woken.
  static final class Flag implements Waker {
    private volatile boolean woken;

    @Override
    public void wake() {
      woken = true;
    }
  }

  /// Results: the other one has the lock; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "got it, or was woken")
  @State
  public static class UnlockAndLock {
    private final BiLock lock = new BiLock();
    private final Flag other = new Flag();

    public UnlockAndLock() {
      lock.pollLock(new Flag());
    }

    @Actor
    public void holder() {
      lock.unlock();
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r1 = lock.pollLock(other);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = other.woken;
    }
  }

  /// The other one has waited before, with another waker.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "got it, or was woken")
  @State
  public static class UnlockAndLockAgain {
    private final BiLock lock = new BiLock();
    private final Flag other = new Flag();

    public UnlockAndLockAgain() {
      lock.pollLock(new Flag());
      lock.pollLock(new Flag());
    }

    @Actor
    public void holder() {
      lock.unlock();
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r1 = lock.pollLock(other);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = other.woken;
    }
  }

  /// Both come; plain data is under the lock. Results: how many had it, less what the data counts;
  /// how many wait for ever.
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "one at a time")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "both at once, or a lost wake-up")
  @State
  public static class BothLock {
    private final BiLock lock = new BiLock();
    private final Flag one = new Flag();
    private final Flag other = new Flag();
    private boolean oneHad;
    private boolean otherHad;
    private int data;

    @Actor
    public void one() {
      oneHad = lock.pollLock(one);
      if (oneHad) {
        data++;
        lock.unlock();
      }
    }

    @Actor
    public void other() {
      otherHad = lock.pollLock(other);
      if (otherHad) {
        data++;
        lock.unlock();
      }
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = (oneHad ? 1 : 0) + (otherHad ? 1 : 0) - data;
      r.r2 = (oneHad || one.woken ? 0 : 1) + (otherHad || other.woken ? 0 : 1);
    }
  }

  /// Two halves are dropped at the same time. Results: who must cancel the whole.
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE,
      desc = "one of them")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "both, or nobody")
  @State
  public static class DropBoth {
    private final SplitCore<Integer, Integer> core = Nowhere.core();

    @Actor
    public void stream(ZZ_Result r) {
      r.r1 = core.drop(SplitCore.STREAM);
    }

    @Actor
    public void sink(ZZ_Result r) {
      r.r2 = core.drop(SplitCore.SINK);
    }
  }

  /// Twin: the waker is put in in two steps.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "got it, or was woken")
  @State
  public static class WeakLock {
    private final WeakBiLock lock = new WeakBiLock(true);
    private final Flag other = new Flag();

    public WeakLock() {
      lock.pollLock(new Flag());
    }

    @Actor
    public void holder() {
      lock.unlock();
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r1 = lock.pollLock(other);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = other.woken;
    }
  }

  /// Twin: the waker is taken out in two steps.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "got it, or was woken")
  @State
  public static class WeakUnlock {
    private final WeakBiLock lock = new WeakBiLock(false);
    private final Flag other = new Flag();

    public WeakUnlock() {
      lock.pollLock(new Flag());
    }

    @Actor
    public void holder() {
      lock.unlock();
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r1 = lock.pollLock(other);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = other.woken;
    }
  }
}
