package dev.wakeful.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/// Somebody walks the members of a set while its owner changes them.
public final class MemberRingStress {

  /// More steps than any walk that ends takes round three members and one that comes.
  private static final int ENDLESS = 100;

  /// Three members.
  abstract static class Three {
    final MemberRing ring = new MemberRing();
    final WakeSetStress.Child first = new WakeSetStress.Child();
    final WakeSetStress.Child last = new WakeSetStress.Child();

    Three() {
      ring.addLast(first);
      ring.addLast(new WakeSetStress.Child());
      ring.addLast(last);
    }

    final boolean ends() {
      int steps = 0;
      WakeSet.@Nullable Member at = ring.first();
      while (at != null && steps < ENDLESS) {
        steps++;
        at = MemberRing.after(at);
      }
      return steps < ENDLESS;
    }
  }

  /// The last leaves. Result: the walk has ended.
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "it ends")
  @Outcome(id = "false", expect = FORBIDDEN, desc = "it goes round for ever")
  @State
  public static class LastLeavesAndWalk extends Three {
    @Actor
    public void owner() {
      ring.remove(last);
    }

    @Actor
    public void eye(Z_Result r) {
      r.r1 = ends();
    }
  }

  /// The first leaves, and another comes before all. Result as there.
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "it ends")
  @Outcome(id = "false", expect = FORBIDDEN, desc = "it goes round for ever")
  @State
  public static class FirstChangesAndWalk extends Three {
    private final WakeSetStress.Child fresh = new WakeSetStress.Child();

    @Actor
    public void owner() {
      ring.remove(first);
      ring.addFirst(fresh);
    }

    @Actor
    public void eye(Z_Result r) {
      r.r1 = ends();
    }
  }

  /// Twin: who walks remembers who was the last. Result as there.
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "it ends")
  @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "it goes round for ever")
  @State
  public static class WeakRemembersTheLast extends Three {
    @Actor
    public void owner() {
      ring.remove(last);
    }

    @Actor
    public void eye(Z_Result r) {
      WakeSet.Member end = ring.last();
      WakeSet.@Nullable Member at = ring.first();
      int steps = 0;
      while (at != null && at != end && steps < ENDLESS) {
        steps++;
        at = at.after;
      }
      r.r1 = steps < ENDLESS;
    }
  }
}
