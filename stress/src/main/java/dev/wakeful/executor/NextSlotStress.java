package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A task in a next-slot is taken once, and whole.
public final class NextSlotStress {

  /// The owner and a thief. Results: who has got it.
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE,
      desc = "one of them")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "both, or nobody")
  @State
  public static class OwnerAndThief {
    private final NextSlot slot = new NextSlot();

    public OwnerAndThief() {
      slot.put(Bodies.task());
    }

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = slot.take() != null;
    }

    @Actor
    public void thief(ZZ_Result r) {
      r.r2 = slot.take() != null;
    }
  }

  /// The owner puts a new task in, a thief takes it. Result: how many futures the thief sees in it,
  /// or -1 when it came too early.
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "too early")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the whole task")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "a task without its future")
  @State
  public static class PutAndSteal {
    private final NextSlot slot = new NextSlot();

    @Actor
    public void owner() {
      slot.put(Bodies.task());
    }

    @Actor
    public void thief(I_Result r) {
      Task<?> task = slot.take();
      r.r1 = task == null ? -1 : task.awaited().size();
    }
  }

  /// The owner takes, finds the slot empty or not, and puts another task in, while a thief comes.
  /// Results: how many tasks were taken, and how many are left.
  @JCStressTest
  @Outcome(
      id = {"2, 0", "1, 1"},
      expect = ACCEPTABLE,
      desc = "two tasks")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "one was lost, or taken twice")
  @State
  public static class TakeAndPut {
    private final NextSlot slot = new NextSlot();
    private int byOwner;
    private int byThief;

    public TakeAndPut() {
      slot.put(Bodies.task());
    }

    @Actor
    public void owner() {
      byOwner = slot.take() != null ? 1 : 0;
      if (slot.isEmpty()) {
        slot.put(Bodies.task());
      }
    }

    @Actor
    public void thief() {
      byThief = slot.take() != null ? 1 : 0;
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = byOwner + byThief;
      r.r2 = slot.take() != null ? 1 : 0;
    }
  }

  /// Twin of [OwnerAndThief]: takes in two steps.
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "both")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "one of them")
  @State
  public static class WeakTake {
    private final AtomicReference<Task<?>> slot = new AtomicReference<>(Bodies.task());

    private boolean take() {
      if (slot.get() == null) {
        return false;
      }
      slot.set(null); // the fault: the other one may have seen it, too
      return true;
    }

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = take();
    }

    @Actor
    public void thief(ZZ_Result r) {
      r.r2 = take();
    }
  }
}
