package dev.wakeful.env;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// One permit: never lost, never doubled, and it carries what its giver did before.
///
/// A wake-up that `park` sleeps through makes the test hang, which jcstress reports as an error.
public final class ThreadParkerStress {

  /// The permit and the sleep meet. Results: saw the giver's data; a permit is left.
  @JCStressTest
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "one permit, with the data")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "woken without the data, or by two permits")
  @State
  public static class Park {
    private final ThreadParker parker = new ThreadParker();
    private boolean data;

    @Actor
    public void sleeper(ZZ_Result r) {
      parker.park();
      r.r1 = data;
    }

    @Actor
    public void giver() {
      data = true;
      parker.unpark();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = parker.park(0);
    }
  }

  /// The permit comes when the time is over. Results: took the permit; saw the data; a permit is
  /// left.
  @JCStressTest
  @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "in time")
  @Outcome(id = "false, (true|false), true", expect = ACCEPTABLE, desc = "too late, and kept")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "the permit was lost, doubled, or came alone")
  @State
  public static class ParkForATime {
    private final ThreadParker parker = new ThreadParker();
    private boolean data;

    @Actor
    public void sleeper(ZZZ_Result r) {
      r.r1 = parker.park(1);
      r.r2 = data;
    }

    @Actor
    public void giver() {
      data = true;
      parker.unpark();
    }

    @Arbiter
    public void end(ZZZ_Result r) {
      r.r3 = parker.park(0);
    }
  }

  /// A second permit meets the taking of the first: whoever finds one there must still hand over
  /// its data with it. Results: saw the second giver's data; a permit is left.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "merged with a permit already taken")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen now, or woken again")
  @State
  public static class Merge {
    private final ThreadParker parker = new ThreadParker();
    private boolean data;

    public Merge() {
      parker.unpark();
    }

    @Actor
    public void sleeper(ZZ_Result r) {
      parker.park();
      r.r1 = data;
    }

    @Actor
    public void giver() {
      data = true;
      parker.unpark();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = parker.park(0);
    }
  }

  /// Twin of [Park]. Results: went to sleep; was woken.
  @JCStressTest
  @Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "asleep, and nobody wakes")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "awake or woken")
  @State
  public static class WeakPark {
    private final WeakParker parker = new WeakParker();

    @Actor
    public void sleeper(ZZ_Result r) {
      r.r1 = parker.fallAsleep();
    }

    @Actor
    public void giver(ZZ_Result r) {
      r.r2 = parker.giveToSleeper();
    }
  }

  /// Twin of [ParkForATime]. Results: took the permit; a permit is left.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "the permit was lost")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "in time, or kept")
  @State
  public static class WeakParkForATime {
    private final WeakParker parker = new WeakParker();

    @Actor
    public void sleeper(ZZ_Result r) {
      r.r1 = parker.giveUp();
    }

    @Actor
    public void giver() {
      parker.give();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = parker.take();
    }
  }

  /// Twin of [Merge].
  @JCStressTest
  @Outcome(
      id = "false, false",
      expect = ACCEPTABLE_INTERESTING,
      desc = "merged with a permit already taken")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen now, or woken again")
  @State
  public static class WeakMerge {
    private final WeakParker parker = new WeakParker();
    private boolean data;

    public WeakMerge() {
      parker.give();
    }

    @Actor
    public void sleeper(ZZ_Result r) {
      parker.take();
      r.r1 = data;
    }

    @Actor
    public void giver() {
      data = true;
      parker.giveIfMissing();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = parker.take();
    }
  }
}
