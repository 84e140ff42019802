package dev.wakeful.bridge;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Waker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JZ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/// What a subscriber asks for and what the task gives.
public final class DemandStress {

  /// A waker that remembers having been woken.
  static final class Flag implements Waker {
    private volatile boolean woken;

    @Override
    public void wake() {
      woken = true;
    }
  }

  /// Results: what the task saw; whether it was woken.
  @JCStressTest
  @Outcome(id = "0, false", expect = FORBIDDEN, desc = "lost wake-up")
  @Outcome(
      id = {"0, true", "1, true", "1, false"},
      expect = ACCEPTABLE,
      desc = "seen or woken")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "another number")
  @State
  public static class Request {
    private final Demand demand = new Demand();
    private final Flag task = new Flag();

    @Actor
    public void task(JZ_Result r) {
      demand.register(task);
      r.r1 = demand.open();
    }

    @Actor
    public void subscriber() {
      demand.request(1);
    }

    @Arbiter
    public void end(JZ_Result r) {
      r.r2 = task.woken;
    }
  }

  /// The task gives the last item that was asked for while another one is. Results: what it saw
  /// then; whether it was woken.
  @JCStressTest
  @Outcome(id = "0, false", expect = FORBIDDEN, desc = "lost wake-up, or lost request")
  @Outcome(
      id = {"0, true", "1, true", "1, false"},
      expect = ACCEPTABLE,
      desc = "seen or woken")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "another number")
  @State
  public static class GiveAndRequest {
    private final Demand demand = new Demand();
    private final Flag task = new Flag();

    public GiveAndRequest() {
      demand.request(1);
    }

    @Actor
    public void task(JZ_Result r) {
      demand.register(task);
      demand.given();
      r.r1 = demand.open();
    }

    @Actor
    public void subscriber() {
      demand.request(1);
    }

    @Arbiter
    public void end(JZ_Result r) {
      r.r2 = task.woken;
    }
  }

  /// Result: how much is asked for in all.
  @JCStressTest
  @Outcome(id = "5", expect = ACCEPTABLE, desc = "both")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "one was lost")
  @State
  public static class TwoRequests {
    private final Demand demand = new Demand();

    @Actor
    public void one() {
      demand.request(2);
    }

    @Actor
    public void other() {
      demand.request(3);
    }

    @Arbiter
    public void end(J_Result r) {
      r.r1 = demand.open();
    }
  }

  /// Results: the state; whether the task, which saw nothing to do before, was woken.
  @JCStressTest
  @Outcome(id = "-1, true", expect = ACCEPTABLE, desc = "cancelled")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "the cancel is lost")
  @State
  public static class CancelAndRequest {
    private final Demand demand = new Demand();
    private final Flag task = new Flag();

    public CancelAndRequest() {
      demand.register(task);
    }

    @Actor
    public void one() {
      demand.cancel();
    }

    @Actor
    public void other() {
      demand.request(0);
    }

    @Arbiter
    public void end(JZ_Result r) {
      r.r1 = demand.open();
      r.r2 = task.woken;
    }
  }

  /// The demand as it would be with two steps in place of one.
  static final class WeakDemand {
    private final AtomicWaker task = new AtomicWaker();
    private volatile long open;

    void request(long n) {
      long before = open;
      open = before + n; // the fault: another request, or an item given, in between
      if (before == 0) {
        task.wake();
      }
    }

    void given() {
      long before = open;
      open = before - 1; // the fault: a request in between
    }
  }

  /// Twin of the addition.
  @JCStressTest
  @Outcome(id = "5", expect = ACCEPTABLE, desc = "both")
  @Outcome(id = ".*", expect = ACCEPTABLE_INTERESTING, desc = "one was lost")
  @State
  public static class WeakRequests {
    private final WeakDemand demand = new WeakDemand();

    @Actor
    public void one() {
      demand.request(2);
    }

    @Actor
    public void other() {
      demand.request(3);
    }

    @Arbiter
    public void end(J_Result r) {
      r.r1 = demand.open;
    }
  }

  /// Twin of the subtraction.
  @JCStressTest
  @Outcome(id = "0, false", expect = ACCEPTABLE_INTERESTING, desc = "lost request")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen or woken")
  @State
  public static class WeakGive {
    private final WeakDemand demand = new WeakDemand();
    private final Flag task = new Flag();

    public WeakGive() {
      demand.request(1);
    }

    @Actor
    public void task(JZ_Result r) {
      demand.task.register(task);
      demand.given();
      r.r1 = demand.open;
    }

    @Actor
    public void subscriber() {
      demand.request(1);
    }

    @Arbiter
    public void end(JZ_Result r) {
      r.r2 = task.woken;
    }
  }
}
