package dev.wakeful.future;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// Owners of one future on different threads.
public final class SharedStress {

  /// Ready with plain data once it has happened; counts its cancellations.
  static final class Event implements Future<Integer> {
    final AtomicInteger cancels = new AtomicInteger();
    private final AtomicWaker waiting = new AtomicWaker();
    private volatile boolean happened;

    void happen() {
      happened = true;
      waiting.wake();
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      waiting.register(cx.waker());
      return happened ? Poll.ready(1) : Poll.pending();
    }

    @Override
    public void cancel() {
      cancels.incrementAndGet();
    }
  }

  /// Results: the owner found the outcome; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the owner waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class PollAndEvent {
    private final Event event = new Event();
    private final SharedFuture<Integer> owner = event.shared();
    private final Flag waker = new Flag();

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = waker.hasEnded(owner);
    }

    @Actor
    public void event() {
      event.happen();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }

  /// One owner ends it while another comes. Results: the second found the outcome; it was woken;
  /// the first found it.
  @JCStressTest
  @Outcome(id = "false, false, true", expect = FORBIDDEN, desc = "the second waits for ever")
  @Outcome(id = ".*, true", expect = ACCEPTABLE, desc = "found or woken")
  @Outcome(id = "true, false, false", expect = ACCEPTABLE, desc = "the second was first")
  @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "the second was first")
  @State
  public static class TwoOwners {
    private final Event event = new Event();
    private final SharedFuture<Integer> one = event.shared();
    private final SharedFuture<Integer> two = one.share();
    private final Flag first = new Flag();
    private final Flag second = new Flag();

    public TwoOwners() {
      event.happen();
    }

    @Actor
    public void one(ZZZ_Result r) {
      r.r3 = first.hasEnded(one);
    }

    @Actor
    public void two(ZZZ_Result r) {
      r.r1 = second.hasEnded(two);
    }

    @Arbiter
    public void end(ZZZ_Result r) {
      r.r2 = second.woken;
    }
  }

  /// Result: how often the future was cancelled.
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "never, or twice")
  @State
  public static class LastCancels {
    private final Event event = new Event();
    private final SharedFuture<Integer> one = event.shared();
    private final SharedFuture<Integer> two = one.share();

    @Actor
    public void one() {
      one.cancel();
    }

    @Actor
    public void two() {
      two.cancel();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = event.cancels.get();
    }
  }

  /// Twin: the owners are counted without the lock.
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "once")
  @Outcome(id = ".*", expect = ACCEPTABLE_INTERESTING, desc = "never, or twice")
  @State
  public static class WeakLastCancels {
    private final Event event = new Event();
    private volatile int owners = 2;

    private void leave() {
      int left = owners - 1; // the fault: two steps
      owners = left;
      if (left == 0) {
        event.cancel();
      }
    }

    @Actor
    public void one() {
      leave();
    }

    @Actor
    public void two() {
      leave();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = event.cancels.get();
    }
  }

  /// Twin: an owner looks for the outcome before it registers, without the lock.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "the owner waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class WeakPoll {
    private final AtomicWaker waiting = new AtomicWaker();
    private final Flag waker = new Flag();
    private volatile boolean outcome;

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = outcome; // the fault: the outcome may come between this and the next line
      waiting.register(waker);
    }

    @Actor
    public void driver() {
      outcome = true;
      waiting.wake();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }
}
