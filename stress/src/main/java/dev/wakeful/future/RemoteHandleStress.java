package dev.wakeful.future;

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

/// A driver and its handle on different threads.
public final class RemoteHandleStress {

  /// Results: the handle found the outcome; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the handle waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class EndAndPoll {
    private final Remote<Integer> remote = Future.ready(1).remoteHandle();
    private final Flag waker = new Flag();

    @Actor
    public void handle(ZZ_Result r) {
      r.r1 = waker.hasEnded(remote.handle());
    }

    @Actor
    public void driver() {
      new Flag().hasEnded(remote.driver());
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }

  /// Results: the driver has ended; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the work goes on for nobody")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "ended or woken")
  @State
  public static class GiveUpAndPoll {
    private final Remote<Object> remote = Future.pending().remoteHandle();
    private final Flag waker = new Flag();

    @Actor
    public void driver(ZZ_Result r) {
      r.r1 = waker.hasEnded(remote.driver());
    }

    @Actor
    public void handle() {
      remote.handle().cancel();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }

  /// Twin: the handle registers in two steps.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "the handle waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class WeakEndAndPoll {
    private final AtomicReference<@Nullable Object> cell = new AtomicReference<>();
    private final Flag waker = new Flag();

    @Actor
    public void handle(ZZ_Result r) {
      if (cell.get() == null) {
        cell.set(waker); // the fault: over an outcome that came in between
      } else {
        r.r1 = true;
      }
    }

    @Actor
    public void driver() {
      if (cell.getAndSet("outcome") instanceof Flag registered) {
        registered.wake();
      }
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }
}
