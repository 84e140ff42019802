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
import org.openjdk.jcstress.infra.results.ZI_Result;
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

  /// Two come from outside. Result: how many come out.
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "each once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class PushTwo {
    private final InjectQueue queue = new InjectQueue();
    private final Task<?> task = Bodies.task();
    private final Task<?> other = Bodies.task();

    @Actor
    public void one() {
      queue.push(task);
    }

    @Actor
    public void other() {
      queue.push(other);
    }

    @Arbiter
    public void end(I_Result r) {
      while (queue.pop() != null) {
        r.r1++;
      }
    }
  }

  /// One comes from outside while another one, who came before, is taken out. Result: the first is
  /// taken; how many are left.
  @JCStressTest
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "each once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost or doubled")
  @State
  public static class PushAndPop {
    private final InjectQueue queue = new InjectQueue();
    private final Task<?> before = Bodies.task();
    private final Task<?> task = Bodies.task();

    public PushAndPop() {
      queue.push(before);
    }

    @Actor
    public void outsider() {
      queue.push(task);
    }

    @Actor
    public void worker(ZI_Result r) {
      r.r1 = queue.pop() == before;
    }

    @Arbiter
    public void end(ZI_Result r) {
      r.r2 = queue.length();
      r.r2 -= queue.pop() == task ? 0 : 1;
    }
  }

  /// Twin of [PushTwo]: the end of the list is read and written in two steps.
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "one is lost")
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "each once")
  @State
  public static class WeakPushTwo {
    private final InjectEnds.Link first = new InjectEnds.Link(null);
    private volatile InjectEnds.Link last = first;

    private void push() {
      InjectEnds.Link link = new InjectEnds.Link(null);
      InjectEnds.Link before = last;
      last = link; // the fault: another one may have written in between
      before.next = link;
    }

    @Actor
    public void one() {
      push();
    }

    @Actor
    public void other() {
      push();
    }

    @Arbiter
    public void end(I_Result r) {
      for (InjectEnds.Link link = first.next; link != null; link = link.next) {
        r.r1++;
      }
    }
  }

  /// Twin of [PopAndBatch]: no lock between those who take.
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE_INTERESTING, desc = "one came out twice")
  @Outcome(id = "3", expect = ACCEPTABLE, desc = "each once")
  @State
  public static class WeakPop {
    private final InjectEnds.Link third = new InjectEnds.Link(null);
    private final InjectEnds.Link second = new InjectEnds.Link(null);
    private volatile InjectEnds.Link first = new InjectEnds.Link(null);

    public WeakPop() {
      second.next = third;
      first.next = second;
    }

    private void pop() {
      InjectEnds.Link next = first.next;
      if (next != null) {
        first = next; // the fault: another one may have come so far
      }
    }

    @Actor
    public void one() {
      pop();
    }

    @Actor
    public void other() {
      pop();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = first == third ? 3 : 2;
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
