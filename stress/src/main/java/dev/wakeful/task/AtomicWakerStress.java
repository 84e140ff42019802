package dev.wakeful.task;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// Register, then look; make it happen, then wake: never neither. The results are "saw that it
/// happened" and "was woken".
public final class AtomicWakerStress {

  /// A waker that remembers having been woken.
  static final class Flag implements Waker {
    volatile boolean woken;

    @Override
    public void wake() {
      woken = true;
    }
  }

  /// The first registration.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "lost wake-up")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen or woken")
  @State
  public static class Register {
    private final AtomicWaker cell = new AtomicWaker();
    private final Flag task = new Flag();
    private volatile boolean happened;

    @Actor
    public void waiting(ZZ_Result r) {
      cell.register(task);
      r.r1 = happened;
    }

    @Actor
    public void waking() {
      happened = true;
      cell.wake();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = task.woken;
    }
  }

  /// The same waker again, which stores nothing.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "lost wake-up")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen or woken")
  @State
  public static class RegisterAgain {
    private final AtomicWaker cell = new AtomicWaker();
    private final Flag task = new Flag();
    private volatile boolean happened;

    public RegisterAgain() {
      cell.register(task);
    }

    @Actor
    public void waiting(ZZ_Result r) {
      cell.register(task);
      r.r1 = happened;
    }

    @Actor
    public void waking() {
      happened = true;
      cell.wake();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = task.woken;
    }
  }

  /// Another waker in place of the first.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "lost wake-up")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen or woken")
  @State
  public static class Replace {
    private final AtomicWaker cell = new AtomicWaker();
    private final Flag task = new Flag();
    private volatile boolean happened;

    public Replace() {
      cell.register(new Flag());
    }

    @Actor
    public void waiting(ZZ_Result r) {
      cell.register(task);
      r.r1 = happened;
    }

    @Actor
    public void waking() {
      happened = true;
      cell.wake();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = task.woken;
    }
  }

  /// Two threads take; the results are who got the waker.
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE,
      desc = "one of them")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "both, or nobody")
  @State
  public static class Take {
    private final AtomicWaker cell = new AtomicWaker();

    public Take() {
      cell.register(new Flag());
    }

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = cell.take() != null;
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = cell.take() != null;
    }
  }

  /// The cell as it would be if releasing stores and acquiring loads were enough, and an empty cell
  /// were left alone.
  static final class WeakCell {
    private final AtomicReference<@Nullable Waker> waker = new AtomicReference<>();

    void register(Waker next) {
      waker.setRelease(next); // the fault: the load that follows may overtake it
    }

    void wake() {
      Waker taken = waker.getAcquire(); // the fault: may overtake the store before it
      if (taken != null && waker.compareAndSet(taken, null)) {
        taken.wake();
      }
    }

    @Nullable Waker takeInTwoSteps() {
      Waker taken = waker.get();
      waker.set(null); // the fault: another may have taken it in between
      return taken;
    }
  }

  /// Twin of the registrations: no full fence on either side.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "lost wake-up")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen or woken")
  @State
  public static class WeakRegister {
    private final WeakCell cell = new WeakCell();
    private final Flag task = new Flag();
    private volatile boolean happened;

    @Actor
    public void waiting(ZZ_Result r) {
      cell.register(task);
      r.r1 = happened;
    }

    @Actor
    public void waking() {
      happened = true;
      cell.wake();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = task.woken;
    }
  }

  /// Twin of the taking: a load, then a store.
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "both")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "one of them")
  @State
  public static class WeakTake {
    private final WeakCell cell = new WeakCell();

    public WeakTake() {
      cell.register(new Flag());
    }

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = cell.takeInTwoSteps() != null;
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = cell.takeInTwoSteps() != null;
    }
  }
}
