package dev.wakeful.scope;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.task.Context;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// The count of a tracker, those who leave it, and one who waits.
public final class TallyStress {

  /// A tally with so many in it.
  static Tally with(int count) {
    Tally tally = new Tally();
    for (int i = 0; i < count; i++) {
      tally.enter();
    }
    return tally;
  }

  /// Results: the waiting one found that all have left; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "it waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class LeaveAndWait {
    private final Tally tally = with(1);
    private final Wait wait = new Wait(tally);
    private final Flag waiter = new Flag();

    public LeaveAndWait() {
      tally.close();
    }

    @Actor
    public void leaver() {
      tally.leave();
    }

    @Actor
    public void waiter(ZZ_Result r) {
      r.r1 = wait.poll(Context.of(waiter)).isReady();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waiter.woken;
    }
  }

  /// The tracker is closed while somebody begins to wait.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "it waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class CloseAndWait {
    private final Tally tally = new Tally();
    private final Wait wait = new Wait(tally);
    private final Flag waiter = new Flag();

    @Actor
    public void closer() {
      tally.close();
    }

    @Actor
    public void waiter(ZZ_Result r) {
      r.r1 = wait.poll(Context.of(waiter)).isReady();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waiter.woken;
    }
  }

  /// The moment passes before the waiting one looks. Result: it is told all the same.
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "told")
  @Outcome(id = "false", expect = FORBIDDEN, desc = "the moment was missed")
  @State
  public static class MomentAndWait {
    private final Tally tally = with(1);
    private final Wait wait = new Wait(tally);
    private final Flag waiter = new Flag();
    private boolean found;

    public MomentAndWait() {
      tally.close();
    }

    @Actor
    public void leaver() {
      tally.leave();
      tally.reopen();
      tally.enter();
    }

    @Actor
    public void waiter() {
      found = wait.poll(Context.of(waiter)).isReady();
    }

    @Arbiter
    public void end(Z_Result r) {
      r.r1 = found || (waiter.woken && wait.poll(Context.of(waiter)).isReady());
    }
  }

  /// The last one leaves while the tracker is closed. Result: the moments there were, less one.
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "one moment")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "none, or several")
  @State
  public static class CloseAndLeave {
    private final Tally tally = with(1);

    @Actor
    public void closer() {
      tally.close();
    }

    @Actor
    public void leaver() {
      tally.leave();
    }

    @Arbiter
    public void end(J_Result r) {
      r.r1 = tally.ticket();
    }
  }

  /// The last two leave. Result as above.
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "one moment")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "none, or several")
  @State
  public static class TwoLeave {
    private final Tally tally = with(2);

    public TwoLeave() {
      tally.close();
    }

    @Actor
    public void one() {
      tally.leave();
    }

    @Actor
    public void two() {
      tally.leave();
    }

    @Arbiter
    public void end(J_Result r) {
      r.r1 = tally.ticket();
    }
  }

  /// Twin: the count and the mark are two words.
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "one moment")
  @Outcome(id = "2", expect = ACCEPTABLE_INTERESTING, desc = "both take it for theirs")
  @State
  public static class WeakCloseAndLeave {
    private final AtomicInteger count = new AtomicInteger(1);
    private final AtomicInteger moments = new AtomicInteger();
    private volatile boolean closed;

    @Actor
    public void closer() {
      closed = true;
      if (count.get() == 0) { // the fault: it may have become so since
        moments.incrementAndGet();
      }
    }

    @Actor
    public void leaver() {
      if (count.decrementAndGet() == 0 && closed) {
        moments.incrementAndGet();
      }
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = moments.get();
    }
  }

  /// Twin: the waiting one looks and then leaves its waker.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "it waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class WeakWait {
    private final Tally tally = with(1);
    private final long ticket = tally.ticket();
    private final AtomicReference<@Nullable Flag> waiting = new AtomicReference<>();
    private final Flag waiter = new Flag();

    public WeakWait() {
      tally.close();
    }

    @Actor
    public void leaver() {
      tally.leave();
      Flag woken = waiting.getAndSet(null);
      if (woken != null) {
        woken.wake();
      }
    }

    @Actor
    public void waiter(ZZ_Result r) {
      r.r1 = tally.isTold(ticket);
      waiting.set(waiter); // the fault: nobody looks after this
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waiter.woken;
    }
  }

  /// Twin: the waiting one looks at the tracker as it is, and not for a moment.
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "told")
  @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "the moment was missed")
  @State
  public static class WeakMoment {
    private final Tally tally = with(1);

    public WeakMoment() {
      tally.close();
    }

    @Actor
    public void leaver() {
      tally.leave();
      tally.reopen();
      tally.enter();
    }

    @Actor
    public void waiter(Z_Result r) {
      r.r1 = tally.isClosed() && tally.count() == 0;
    }
  }
}
