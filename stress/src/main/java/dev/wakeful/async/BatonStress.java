package dev.wakeful.async;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.env.Env;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// One side runs at a time, and each sees all that the other did: plain fields hand over.
///
/// A turn that is lost makes the test hang, which jcstress reports as an error.
public final class BatonStress {

  /// A poll in which the body ends. Results: what the poller found; what the body found.
  @JCStressTest
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "each saw the other's")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "both ran, or one did not see the other's")
  @State
  public static class OneTurn {
    private final Baton baton = realBaton();
    private int data;

    @Actor
    public void poller(II_Result r) {
      data = 1;
      baton.toBody();
      r.r1 = data;
    }

    @Actor
    public void body(II_Result r) {
      baton.awaitFirst();
      r.r2 = data;
      data = 2;
      baton.end();
    }
  }

  /// A body that suspends, is polled again, and ends. Results: what each found, the digits in turn.
  @JCStressTest
  @Outcome(id = "24, 13", expect = ACCEPTABLE, desc = "each saw the other's")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "both ran, or one did not see the other's")
  @State
  public static class ThereAndBackAgain {
    private final Baton baton = realBaton();
    private int data;

    @Actor
    public void poller(II_Result r) {
      data = 1;
      baton.toBody();
      r.r1 = data * 10;
      data = 3;
      baton.toBody();
      r.r1 += data;
    }

    @Actor
    public void body(II_Result r) {
      baton.awaitFirst();
      r.r2 = data * 10;
      data = 2;
      baton.toPoller();
      r.r2 += data;
      data = 4;
      baton.end();
    }
  }

  private static Baton realBaton() {
    return new Baton(Env.system().newParker(), Env.system().newParker());
  }

  /// Twin of [OneTurn]: one place for both to wait. Results: what the poller found when it took the
  /// turn for its own, or 0 if it would have gone to sleep; what the body found, likewise.
  @JCStressTest
  @Outcome(
      id = "1, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the poller took back the turn that it gave")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "asleep, or handed over")
  @State
  public static class WeakPlace {
    private final WeakBaton baton = new WeakBaton();
    private int data;

    @Actor
    public void poller(II_Result r) {
      data = 1;
      baton.give();
      r.r1 = baton.take() ? data : 0;
    }

    @Actor
    public void body(II_Result r) {
      if (baton.take()) {
        r.r2 = data;
        data = 2;
        baton.give();
      }
    }
  }

  /// Twin of [ThereAndBackAgain]: the turn is passed before the last store. Results: what the
  /// poller found, or 0 if it would have slept.
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "the poller came too early")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "asleep, or in time")
  @State
  public static class WeakOrder {
    private final WeakBaton toPoller = new WeakBaton();
    private int data = 1;

    @Actor
    public void body(II_Result r) {
      r.r2 = data;
      toPoller.give();
      data = 2;
    }

    @Actor
    public void poller(II_Result r) {
      r.r1 = toPoller.take() ? data : 0;
    }
  }
}
