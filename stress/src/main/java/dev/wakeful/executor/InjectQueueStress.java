package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// The way in from outside, and its end.
public final class InjectQueueStress {

  /// Results: the task was taken on; it is there after the close.
  @JCStressTest
  @Outcome(id = "(true|false), false", expect = ACCEPTABLE, desc = "refused, or forgotten")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "waits in a closed queue")
  @State
  public static class PushAndClose {
    private final InjectQueue queue = new InjectQueue();
    private final Task<?> task = Bodies.task();

    @Actor
    public void outsider(ZZ_Result r) {
      r.r1 = queue.push(task);
    }

    @Actor
    public void closer() {
      queue.close();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = queue.pop() != null;
    }
  }

  /// A worker takes one, another one a batch. Result: how many came out of the three.
  @JCStressTest
  @Outcome(id = "3", expect = ACCEPTABLE, desc = "each once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class PopAndBatch {
    private final InjectQueue queue = new InjectQueue();
    private final RunQueue ring = new RunQueue(2, 0);
    private int taken;
    private int batch;

    public PopAndBatch() {
      queue.pushAll(new Task<?>[] {Bodies.task(), Bodies.task()}, Bodies.task());
    }

    @Actor
    public void one() {
      taken = queue.pop() == null ? 0 : 1;
    }

    @Actor
    public void other() {
      batch = queue.popBatch(ring, 1) == null ? 0 : 1;
      batch += ring.length();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = taken + batch + queue.length();
    }
  }

  /// Twin: the look at `closed` and the push are two steps. Results as there.
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "waits in a closed queue")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "refused, or forgotten")
  @State
  public static class WeakPushAndClose {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger length = new AtomicInteger();

    @Actor
    public void outsider(ZZ_Result r) {
      if (!closed.get()) {
        length.set(1); // the fault: it may have been closed in between
        r.r1 = true;
      }
    }

    @Actor
    public void closer() {
      closed.set(true);
      length.set(0);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = length.get() != 0;
    }
  }
}
