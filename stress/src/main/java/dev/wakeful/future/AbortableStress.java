package dev.wakeful.future;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.task.AtomicWaker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A poll of an abortable future and the abort. Results: the poll has ended it; its waker was
/// woken.
public final class AbortableStress {

  /// The first poll.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the abort is never heard of")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "ended or woken")
  @State
  public static class FirstPoll {
    private final AbortHandle handle = new AbortHandle();
    private final Future<Object> future = Future.pending().abortable(handle);
    private final Flag waker = new Flag();

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = waker.hasEnded(future);
    }

    @Actor
    public void other() {
      handle.abort();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }

  /// A later poll, with another waker.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the abort is never heard of")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "ended or woken")
  @State
  public static class LaterPoll {
    private final AbortHandle handle = new AbortHandle();
    private final Future<Object> future = Future.pending().abortable(handle);
    private final Flag waker = new Flag();

    public LaterPoll() {
      new Flag().hasEnded(future);
    }

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = waker.hasEnded(future);
    }

    @Actor
    public void other() {
      handle.abort();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }

  /// Twin: looks before it registers.
  @JCStressTest
  @Outcome(
      id = "false, false",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the abort is never heard of")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "ended or woken")
  @State
  public static class WeakPoll {
    private final AtomicWaker cell = new AtomicWaker();
    private final Flag waker = new Flag();
    private volatile boolean aborted;

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = aborted; // the fault: an abort may come between this and the next line
      cell.register(waker);
    }

    @Actor
    public void other() {
      aborted = true;
      cell.wake();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }
}
