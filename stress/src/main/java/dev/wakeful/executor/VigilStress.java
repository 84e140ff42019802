package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// The watchdog parks while others wake up: never does it sleep while somebody is awake who has not
/// woken it. Results: "told to unpark it" for those who wake up, "must park" for the watchdog.
public final class VigilStress {

  /// One wakes up.
  @JCStressTest
  @Outcome(id = "false, true", expect = FORBIDDEN, desc = "nobody watches")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "unparked, or stays awake")
  @State
  public static class AwakeAndPark {
    private final Vigil vigil = new Vigil(true);

    public AwakeAndPark() {
      vigil.awake();
      vigil.asleep();
    }

    @Actor
    public void sleeper(ZZ_Result r) {
      r.r1 = vigil.awake() == Vigil.Duty.UNPARK;
    }

    @Actor
    public void watchdog(ZZ_Result r) {
      r.r2 = vigil.park();
    }
  }

  /// Two wake up while the watchdog is parked: one of them unparks it.
  @JCStressTest
  @Outcome(
      id = {"true, false, true", "false, true, true"},
      expect = ACCEPTABLE,
      desc = "one of them")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "both, or nobody")
  @State
  public static class TwoAwake {
    private final Vigil vigil = new Vigil(true);
    private final boolean parked;

    public TwoAwake() {
      vigil.awake();
      vigil.asleep();
      parked = vigil.park();
    }

    @Actor
    public void one(ZZZ_Result r) {
      r.r1 = vigil.awake() == Vigil.Duty.UNPARK;
      r.r3 = parked;
    }

    @Actor
    public void other(ZZZ_Result r) {
      r.r2 = vigil.awake() == Vigil.Duty.UNPARK;
    }
  }

  /// Twin of [AwakeAndPark], with releasing stores and acquiring loads.
  @JCStressTest
  @Outcome(id = "false, true", expect = ACCEPTABLE_INTERESTING, desc = "nobody watches")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "unparked, or stays awake")
  @State
  public static class WeakFences {
    private final AtomicInteger awake = new AtomicInteger();
    private final AtomicBoolean parked = new AtomicBoolean();

    @Actor
    public void sleeper(ZZ_Result r) {
      awake.setRelease(1);
      r.r1 = parked.getAcquire(); // the fault: may overtake the store
    }

    @Actor
    public void watchdog(ZZ_Result r) {
      parked.setRelease(true);
      r.r2 = awake.getAcquire() == 0; // the fault: may overtake the store
    }
  }
}
