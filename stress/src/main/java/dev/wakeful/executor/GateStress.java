package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.stress.ImpatientParker;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A gate that opens while somebody comes to it.
public final class GateStress {

  /// Results: the one who waits sleeps; it was woken.
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "asleep and woken")
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "found it open")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "sleeps for ever, or is woken for nothing")
  @State
  public static class OpenAndWait {
    private final ImpatientWorld world = new ImpatientWorld();
    private final Gate gate = new Gate(world);

    @Actor
    public void opener() {
      gate.open();
    }

    @Actor
    public void waiter() {
      gate.await();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r1 = world.last.hasSlept();
      r.r2 = world.last.hasPermit();
    }
  }

  /// One who gives up at once. Results: passed; what was written before the gate was opened.
  @JCStressTest
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "passed, and sees what was done before")
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "gave up")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "passed too early")
  @State
  public static class OpenAndGiveUp {
    private final Gate gate = new Gate(new ImpatientWorld());
    private int done;

    @Actor
    public void opener() {
      done = 1;
      gate.open();
    }

    @Actor
    public void waiter(ZI_Result r) {
      r.r1 = gate.await(1);
      r.r2 = r.r1 ? done : 0;
    }
  }

  /// Twin of [OpenAndWait]: looks, then adds itself, in two steps. Results as there.
  @JCStressTest
  @Outcome(id = "true, false", expect = ACCEPTABLE_INTERESTING, desc = "sleeps for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "woken, or found it open")
  @State
  public static class WeakOpenAndWait {
    private final AtomicBoolean open = new AtomicBoolean();
    private final AtomicReference<ImpatientParker> waiting = new AtomicReference<>();
    private final ImpatientParker parker = new ImpatientParker();

    @Actor
    public void opener() {
      open.set(true);
      ImpatientParker there = waiting.get();
      if (there != null) {
        there.unpark();
      }
    }

    @Actor
    public void waiter() {
      if (!open.get()) {
        waiting.set(parker); // the fault: it may have been opened in between
        parker.park();
      }
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r1 = parker.hasSlept();
      r.r2 = parker.hasPermit();
    }
  }
}
