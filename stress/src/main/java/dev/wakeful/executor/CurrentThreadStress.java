package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.future.Future;
import dev.wakeful.stress.ImpatientParker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// The one who owns the core of a current-thread executor goes to sleep while another thread
/// spawns, or leaves it while another closes the executor.
public final class CurrentThreadStress {

  /// A driver in which the owner sleeps until it is unparked, or until the other thread has done
  /// all that it does: then nobody would ever wake it.
  static final class Bed implements Driver {
    volatile boolean unparked;
    volatile boolean otherIsDone;
    volatile boolean overslept;
    volatile Waker root = Waker.noop();

    @Override
    public void turn(long nanos) {
      if (nanos == 0) {
        return;
      }
      while (!unparked && !otherIsDone) {
        Thread.onSpinWait();
      }
      if (!unparked) { // asked again: it unparks before it is done
        overslept = true;
      }
      unparked = false;
      root.wake();
    }

    @Override
    public void unpark() {
      unparked = true;
    }

    @Override
    public void close() {}
  }

  /// Ready when its task has been polled, or when that will never be.
  private static final class Root implements Future<Integer> {
    private final Bed bed;
    private final AtomicBoolean polled;

    Root(Bed bed, AtomicBoolean polled) {
      this.bed = bed;
      this.polled = polled;
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      bed.root = cx.waker();
      if (polled.get() || bed.overslept) {
        return Poll.ready(1);
      }
      return Poll.pending();
    }
  }

  /// Result: the owner slept while a task waited, and nobody would have woken it.
  @JCStressTest
  @Outcome(id = "false", expect = ACCEPTABLE, desc = "woken, or found the task")
  @Outcome(id = "true", expect = FORBIDDEN, desc = "the task waits while the owner sleeps")
  @State
  public static class SpawnAndSleep {
    private final Bed bed = new Bed();
    private final AtomicBoolean polled = new AtomicBoolean();
    private final TaskExecutor executor =
        TaskExecutor.currentThread(new Setup(new ImpatientWorld(), bed));

    @Actor
    public void owner() {
      try {
        executor.blockOn(new Root(bed, polled));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Actor
    public void other() {
      executor.spawn(
          Future.pollFn(_ -> {
            polled.set(true);
            bed.root.wake();
            return Poll.done();
          }));
      bed.otherIsDone = true;
    }

    @Arbiter
    public void end(Z_Result r) {
      r.r1 = bed.overslept && !polled.get();
    }
  }

  /// Twin: a release and an acquire in place of the two full fences. Results: the owner found the
  /// task; the other has woken it.
  @JCStressTest
  @Outcome(
      id = "false, false",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the task waits while the owner sleeps")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "woken, or found the task")
  @State
  public static class WeakSpawnAndSleep {
    private final AtomicBoolean injected = new AtomicBoolean();
    private final AtomicBoolean asleep = new AtomicBoolean();

    @Actor
    public void owner(ZZ_Result r) {
      asleep.setRelease(true);
      r.r1 = injected.getAcquire(); // the fault: may overtake the store
    }

    @Actor
    public void other(ZZ_Result r) {
      injected.setRelease(true);
      r.r2 = asleep.getAcquire(); // the fault: may overtake the store
    }
  }

  /// The owner leaves while another thread closes. Result: how many of the two have ended
  /// everything.
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "one of them has")
  @Outcome(
      id = {"0", "2"},
      expect = FORBIDDEN,
      desc = "nobody has, or both")
  @State
  public static class LeaveAndClose {
    private final CoreLease lease = new CoreLease();
    private final Closing closing = new Closing("leave and close");
    private final AtomicInteger ends = new AtomicInteger();

    @Actor
    public void owner() {
      if (lease.take(new ImpatientParker()) == CoreLease.Answer.MINE && !lease.leave(closing)) {
        end();
      }
    }

    @Actor
    public void closer() {
      closing.begin(null);
      if (lease.takeToEnd()) {
        end();
      }
    }

    private void end() {
      ends.incrementAndGet();
      lease.end();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = ends.get();
    }
  }

  /// Twin: the owner looks for the close before it takes the lock in which it leaves. Result: how
  /// many of the two have ended everything.
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "one of them has")
  @Outcome(id = "0", expect = ACCEPTABLE_INTERESTING, desc = "nobody has")
  @Outcome(id = "2", expect = FORBIDDEN, desc = "both have")
  @State
  public static class EarlyLeaveAndClose {
    private final AtomicBoolean closing = new AtomicBoolean();
    private boolean owned = true; // guarded by this
    private int ends; // guarded by this

    @Actor
    public void owner() {
      boolean ending = closing.get(); // the fault: the close may begin after
      synchronized (this) {
        if (ending) {
          ends++;
        } else {
          owned = false;
        }
      }
    }

    @Actor
    public void closer() {
      closing.set(true);
      synchronized (this) {
        if (!owned) {
          ends++;
        }
      }
    }

    @Arbiter
    public void end(I_Result r) {
      synchronized (this) {
        r.r1 = ends;
      }
    }
  }
}
