package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// A task in a next-slot is taken once, and whole, when a poll ends just as a thief comes.
public final class NextSlotStress {

  /// The owner's poll ends while the watchdog lets a thief in. Results: how often the task was
  /// taken, and how many are left.
  @JCStressTest
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "once, or not yet")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "by both, or lost")
  @State
  public static class EndAndSteal {
    private final NextSlot slot = new NextSlot();
    private final AtomicLong step = new AtomicLong();
    private int byOwner;
    private int byThief;

    public EndAndSteal() {
      slot.put(Bodies.task());
    }

    @Actor
    public void owner() {
      slot.ends();
      step.getAndAdd(-1); // as the end of a poll does in the state word
      byOwner = count(slot.take());
    }

    @Actor
    public void thief() {
      slot.open(0);
      byThief = count(slot.steal());
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = byOwner + byThief;
      r.r2 = slot.isEmpty() ? 0 : 1;
    }
  }

  /// The same when the slot is open already, and the owner puts another task in if there is room.
  /// Results: how many tasks are missing, and how many were taken.
  @JCStressTest
  @Outcome(
      id = {"0, 0", "0, 1", "0, 2"},
      expect = ACCEPTABLE,
      desc = "each task once, or not yet")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "one was lost, or taken twice")
  @State
  public static class TakeAndPut {
    private final NextSlot slot = new NextSlot();
    private final AtomicLong step = new AtomicLong();
    private int puts = 1;
    private int byOwner;
    private int byThief;

    public TakeAndPut() {
      slot.put(Bodies.task());
      slot.open(0);
    }

    @Actor
    public void owner() {
      slot.ends();
      step.getAndAdd(-1);
      byOwner = count(slot.take());
      if (slot.isEmpty()) {
        slot.put(Bodies.task());
        puts = 2;
      }
    }

    @Actor
    public void thief() {
      byThief = count(slot.steal());
    }

    @Arbiter
    public void end(II_Result r) {
      r.r2 = byOwner + byThief;
      r.r1 = puts - r.r2 - (slot.isEmpty() ? 0 : 1);
    }
  }

  /// The owner takes during its poll, which is going to block.
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "one of them")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "both, or nobody")
  @State
  public static class TakeDuringPoll {
    private final NextSlot slot = new NextSlot();
    private int byOwner;
    private int byThief;

    public TakeDuringPoll() {
      slot.put(Bodies.task());
    }

    @Actor
    public void owner() {
      byOwner = count(slot.takeDuringPoll());
    }

    @Actor
    public void thief() {
      slot.open(0);
      byThief = count(slot.steal());
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = byOwner + byThief;
      r.r2 = slot.isEmpty() ? 0 : 1;
    }
  }

  /// The owner puts a task in during a poll in which it was found stuck. Result: how many futures
  /// the thief sees in it, or -1 when it came too early.
  @JCStressTest
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "too early")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the whole task")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "a task without its future")
  @State
  public static class PutAndSteal {
    private final NextSlot slot = new NextSlot();

    public PutAndSteal() {
      slot.open(0);
    }

    @Actor
    public void owner() {
      slot.put(Bodies.task());
    }

    @Actor
    public void thief(I_Result r) {
      Task<?> task = slot.steal();
      r.r1 = task == null ? -1 : task.awaited().size();
    }
  }

  /// Twin of [EndAndSteal]: no atomic step between the end of the poll and the look at the gate.
  @JCStressTest
  @Outcome(id = "2, 0", expect = ACCEPTABLE_INTERESTING, desc = "by both")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "once, or not yet")
  @State
  public static class TwinWithoutTheStep {
    private final NextSlot slot = new NextSlot();
    private int byOwner;
    private int byThief;

    public TwinWithoutTheStep() {
      slot.put(Bodies.task());
    }

    @Actor
    public void owner() {
      slot.ends();
      byOwner = count(slot.take());
    }

    @Actor
    public void thief() {
      slot.open(0);
      byThief = count(slot.steal());
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = byOwner + byThief;
      r.r2 = slot.isEmpty() ? 0 : 1;
    }
  }

  /// Twin of [TakeDuringPoll]: takes as between two polls.
  @JCStressTest
  @Outcome(id = "2, 0", expect = ACCEPTABLE_INTERESTING, desc = "by both")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "once")
  @State
  public static class TwinThatTakesAsBetween {
    private final NextSlot slot = new NextSlot();
    private int byOwner;
    private int byThief;

    public TwinThatTakesAsBetween() {
      slot.put(Bodies.task());
    }

    @Actor
    public void owner() {
      byOwner = count(slot.take());
    }

    @Actor
    public void thief() {
      slot.open(0);
      byThief = count(slot.steal());
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = byOwner + byThief;
      r.r2 = slot.isEmpty() ? 0 : 1;
    }
  }

  private static int count(@Nullable Task<?> taken) {
    return taken == null ? 0 : 1;
  }
}
