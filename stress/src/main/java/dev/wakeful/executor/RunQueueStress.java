package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// Owner and thieves on one ring of two slots whose counts are about to overflow. The results say
/// how often each task came out.
public final class RunQueueStress {

  /// A ring, its thief, and three tasks.
  abstract static class Rings {
    final RunQueue ring = new RunQueue(2, Integer.MAX_VALUE);
    final RunQueue thief = new RunQueue(2, -1);
    final Task<?> a = Bodies.task();
    final Task<?> b = Bodies.task();
    final Task<?> c = Bodies.task();
    @Nullable Task<?> popped;
    @Nullable Task<?> stolen;
    @Nullable Task<?> spilled;

    final int timesOut(Task<?> task) {
      return out[task == a ? 0 : task == b ? 1 : 2];
    }

    private final int[] out = new int[3];

    final void drain() {
      count(popped);
      count(stolen);
      count(spilled);
      for (Task<?> left = ring.pop(); left != null; left = ring.pop()) {
        count(left);
      }
      for (Task<?> left = thief.pop(); left != null; left = thief.pop()) {
        count(left);
      }
    }

    private void count(@Nullable Task<?> task) {
      if (task != null) {
        out[task == a ? 0 : task == b ? 1 : 2]++;
      }
    }
  }

  /// The owner takes one, a thief takes half.
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class StealAndPop {
    private final Rings rings = new Rings() {};

    public StealAndPop() {
      rings.ring.push(rings.a);
      rings.ring.push(rings.b);
    }

    @Actor
    public void owner() {
      rings.popped = rings.ring.pop();
    }

    @Actor
    public void thief() {
      rings.stolen = rings.ring.stealInto(rings.thief);
    }

    @Arbiter
    public void end(II_Result r) {
      rings.drain();
      r.r1 = rings.timesOut(rings.a);
      r.r2 = rings.timesOut(rings.b);
    }
  }

  /// The first task of an empty ring.
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "each once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class StealAndPush {
    private final Rings rings = new Rings() {};

    @Actor
    public void owner() {
      rings.ring.push(rings.a);
    }

    @Actor
    public void thief() {
      rings.stolen = rings.ring.stealInto(rings.thief);
    }

    @Arbiter
    public void end(I_Result r) {
      rings.drain();
      r.r1 = rings.timesOut(rings.a);
    }
  }

  /// The owner fills the slot that the thief may be reading.
  @JCStressTest
  @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "each once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class StealAndFillAgain {
    private final Rings rings = new Rings() {};

    public StealAndFillAgain() {
      rings.ring.push(rings.a);
      rings.ring.push(rings.b);
    }

    @Actor
    public void owner() {
      rings.popped = rings.ring.pop();
      rings.ring.push(rings.c);
    }

    @Actor
    public void thief() {
      rings.stolen = rings.ring.stealInto(rings.thief);
    }

    @Arbiter
    public void end(III_Result r) {
      rings.drain();
      r.r1 = rings.timesOut(rings.a);
      r.r2 = rings.timesOut(rings.b);
      r.r3 = rings.timesOut(rings.c);
    }
  }

  /// The owner moves half of a full ring away.
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class StealAndSpill {
    private final Rings rings = new Rings() {};

    public StealAndSpill() {
      rings.ring.push(rings.a);
      rings.ring.push(rings.b);
    }

    @Actor
    public void owner() {
      Task<?>[] half = rings.ring.popHalf();
      rings.spilled = half == null ? null : half[0];
    }

    @Actor
    public void thief() {
      rings.stolen = rings.ring.stealInto(rings.thief);
    }

    @Arbiter
    public void end(II_Result r) {
      rings.drain();
      r.r1 = rings.timesOut(rings.a);
      r.r2 = rings.timesOut(rings.b);
    }
  }

  /// Two thieves; one may find nothing.
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class StealTwice {
    private final Rings rings = new Rings() {};
    private final RunQueue other = new RunQueue(2, 0);

    public StealTwice() {
      rings.ring.push(rings.a);
      rings.ring.push(rings.b);
    }

    @Actor
    public void thief() {
      rings.stolen = rings.ring.stealInto(rings.thief);
    }

    @Actor
    public void otherThief() {
      rings.popped = rings.ring.stealInto(other);
    }

    @Arbiter
    public void end(II_Result r) {
      rings.spilled = other.pop();
      rings.drain();
      r.r1 = rings.timesOut(rings.a);
      r.r2 = rings.timesOut(rings.b);
    }
  }

  /// Twin of [StealAndPush]. Result: what the thief got.
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "nothing: too early, or an empty slot")
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the task")
  @Outcome(id = "-1", expect = ACCEPTABLE_INTERESTING, desc = "moved the front past an empty slot")
  @State
  public static class WeakPublish {
    private final WeakRing ring = new WeakRing();
    private int taken;

    @Actor
    public void owner() {
      ring.push(1);
    }

    @Actor
    public void thief() {
      taken = ring.pop();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = taken == 0 && ring.pop() == 0 ? -1 : taken;
    }
  }

  /// Twin of [StealAndPop] and [StealTwice]. Results: what each of the two got.
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "the same task")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "different ones")
  @State
  public static class WeakTake {
    private final WeakRing ring = new WeakRing();

    public WeakTake() {
      ring.push(1);
      ring.push(2);
    }

    @Actor
    public void owner(II_Result r) {
      r.r1 = ring.pop();
    }

    @Actor
    public void thief(II_Result r) {
      r.r2 = ring.pop();
    }
  }

  /// Twin of [StealAndFillAgain]. Result: what the thief got in place of 1.
  @JCStressTest
  @Outcome(id = "3", expect = ACCEPTABLE_INTERESTING, desc = "the task that came after")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "its own, or nothing")
  @State
  public static class WeakRead {
    private final WeakRing ring = new WeakRing();

    public WeakRead() {
      ring.push(1);
      ring.push(2);
    }

    @Actor
    public void owner() {
      if (ring.popLate() == 2) { // the thief has moved the front past the first slot
        ring.push(3);
      }
    }

    @Actor
    public void thief(I_Result r) {
      r.r1 = ring.popLate();
    }
  }
}
