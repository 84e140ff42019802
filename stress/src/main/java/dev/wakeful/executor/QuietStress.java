package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// One who waits for the last task, against the tasks.
public final class QuietStress {

  /// A task spawns another one and ends. Result: nothing seemed to be alive.
  @JCStressTest
  @Outcome(id = "false", expect = ACCEPTABLE, desc = "one or the other is seen")
  @Outcome(id = "true", expect = FORBIDDEN, desc = "a task was overlooked")
  @State
  public static class LookAndSpawn {
    private final OwnedTasks owned = new OwnedTasks();
    private final Task<?> first = Bodies.task();
    private final Task<?> second = Bodies.task();

    public LookAndSpawn() {
      owned.add(first);
    }

    @Actor
    public void worker() {
      owned.add(second);
      first.finish();
    }

    @Actor
    public void closer(Z_Result r) {
      int before = owned.changes();
      r.r1 = before % 2 == 0 && owned.alive() == 0 && owned.changes() == before;
    }
  }

  /// Twin: the count is not asked.
  @JCStressTest
  @Outcome(id = "false", expect = ACCEPTABLE, desc = "one or the other is seen")
  @Outcome(id = "true", expect = ACCEPTABLE_INTERESTING, desc = "a task was overlooked")
  @State
  public static class TwinLookOnce {
    private final OwnedTasks owned = new OwnedTasks();
    private final Task<?> first = Bodies.task();
    private final Task<?> second = Bodies.task();

    public TwinLookOnce() {
      owned.add(first);
    }

    @Actor
    public void worker() {
      owned.add(second);
      first.finish();
    }

    @Actor
    public void closer(Z_Result r) {
      r.r1 = owned.alive() == 0;
    }
  }

  /// A waker that remembers having been woken.
  static final class Flag implements Waker {
    volatile boolean woken;

    @Override
    public void wake() {
      woken = true;
    }
  }

  /// Whether a poll finds that it has come true.
  static boolean found(Future<Void> waiting, Flag waker) {
    try {
      return waiting.poll(Context.of(waker)) instanceof Poll.Ready<Void>;
    } catch (Exception e) {
      throw new AssertionError("waiting does not fail", e);
    }
  }

  /// The last task ends and rings. Results: the waiting one saw it; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen or woken")
  @State
  public static class WaitAndRing {
    private final Bell bell = new Bell();
    private final Task<?> last = Bodies.task();
    private final Flag waker = new Flag();

    @Actor
    public void closer(ZZ_Result r) {
      r.r1 = found(bell.until("quiet", last::isOver), waker);
    }

    @Actor
    public void worker() {
      last.finish();
      last.completeCancelled();
      bell.ring();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }

  /// Twin: nobody is told of the end, so that there is no fence between the end and the ring.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen or woken")
  @State
  public static class TwinRingWithoutFence {
    private final Bell bell = new Bell();
    private final Task<?> last = Bodies.task();
    private final Flag waker = new Flag();

    @Actor
    public void closer(ZZ_Result r) {
      r.r1 = found(bell.until("quiet", last::isOver), waker);
    }

    @Actor
    public void worker() {
      last.finish();
      bell.ring();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }

  /// Twin: it rings before the task has ended.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen or woken")
  @State
  public static class TwinRingFirst {
    private final Bell bell = new Bell();
    private final Task<?> last = Bodies.task();
    private final Flag waker = new Flag();

    @Actor
    public void closer(ZZ_Result r) {
      r.r1 = found(bell.until("quiet", last::isOver), waker);
    }

    @Actor
    public void worker() {
      bell.ring();
      last.finish();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }
}
