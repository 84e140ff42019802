package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// A call that comes while the only thread of the pool is about to leave: one of the two takes it.
///
/// The thread has its first call; whatever thread is started meanwhile runs in the end.
public final class BlockingPoolStress {

  /// What the cases share. Result: the call has ended.
  public abstract static class Scenario {
    final ImpatientWorld world = new ImpatientWorld();
    final BlockingPool pool;
    final Runnable thread;

    Scenario(Duration keepAlive) {
      pool =
          new BlockingPool(
              BlockingSetup.waiting(world).maxThreads(1).maxQueued(1).keepAlive(keepAlive));
      pool.spawn(() -> 1);
      thread = world.take();
    }
  }

  /// A thread that leaves when it has no call.
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "the call has run")
  @Outcome(id = "false", expect = FORBIDDEN, desc = "nobody runs it")
  @State
  public static class CallAndLeave extends Scenario {
    private JoinHandle<Integer> second;

    public CallAndLeave() {
      super(Duration.ZERO);
    }

    @Actor
    public void server() {
      thread.run();
    }

    @Actor
    public void caller() {
      second = pool.spawn(() -> 2);
    }

    @Arbiter
    public void end(Z_Result r) {
      world.runAll();
      r.r1 = second.isFinished();
    }
  }

  /// A thread that waits for another call, and whose time is over.
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "the call has run")
  @Outcome(id = "false", expect = FORBIDDEN, desc = "nobody runs it")
  @State
  public static class CallAndTimeOut extends Scenario {
    private JoinHandle<Integer> second;

    public CallAndTimeOut() {
      super(Duration.ofNanos(1));
    }

    @Actor
    public void server() {
      thread.run();
    }

    @Actor
    public void caller() {
      second = pool.spawn(() -> 2);
    }

    @Arbiter
    public void end(Z_Result r) {
      world.runAll();
      r.r1 = second.isFinished();
    }
  }

  /// A mandatory call against a close. Results: the handle has ended; what it says is true.
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "run, or refused")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "taken on and dropped")
  @State
  public static class MandatoryAndClose extends Scenario {
    private final AtomicBoolean ran = new AtomicBoolean();
    private BlockingCall<Boolean> second;
    private boolean taken;

    public MandatoryAndClose() {
      super(Duration.ZERO);
    }

    @Actor
    public void caller() {
      second = pool.submit(() -> ran.getAndSet(true), true, false);
      taken = !second.isFinished(); // refused, it has ended at once
    }

    @Actor
    public void closer() {
      pool.close(0);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      thread.run();
      world.runAll();
      r.r1 = second.isFinished();
      r.r2 = ran.get() == taken;
    }
  }

  /// Twin of [CallAndLeave]: the thread looks for a call and stops serving in two steps.
  @JCStressTest
  @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "nobody runs it")
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "the call has run")
  @State
  public static class WeakCallAndLeave {
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean serving = new AtomicBoolean(true);
    private boolean served;
    private boolean startedAnother;

    @Actor
    public void server() {
      if (queued.get() > 0) {
        served = true;
      } else {
        serving.set(false); // the fault: a call may have come in between
      }
    }

    @Actor
    public void caller() {
      if (serving.get()) {
        queued.set(1);
      } else {
        startedAnother = true;
      }
    }

    @Arbiter
    public void end(Z_Result r) {
      r.r1 = served || startedAnother;
    }
  }
}
