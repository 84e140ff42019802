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
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// Publish work, then read who is idle; say that you are idle, then look for work: never neither.
/// The results are "the publisher woke somebody" and "the worker found the work in its last look".
public final class IdleSetStress {

  /// Work in the ring of another worker.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "work waits while all sleep")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "woken or found")
  @State
  public static class Ring {
    private final IdleSet idle = new IdleSet(2);
    private final RunQueue ring = new RunQueue(2, 0);
    private final Task<?> task = Bodies.task();

    public Ring() {
      idle.startSearching();
    }

    @Actor
    public void publisher(ZZ_Result r) {
      ring.push(task);
      r.r1 = idle.pickForNewWork() >= 0;
    }

    @Actor
    public void worker(ZZ_Result r) {
      r.r2 = idle.sleep(0, true) && !ring.isEmpty();
    }
  }

  /// Work in the inject queue.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "work waits while all sleep")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "woken or found")
  @State
  public static class Inject {
    private final IdleSet idle = new IdleSet(2);
    private final InjectQueue inject = new InjectQueue();
    private final Task<?> task = Bodies.task();

    public Inject() {
      idle.startSearching();
    }

    @Actor
    public void publisher(ZZ_Result r) {
      inject.push(task);
      r.r1 = idle.pickForNewWork() >= 0;
    }

    @Actor
    public void worker(ZZ_Result r) {
      r.r2 = idle.sleep(0, true) && !inject.isEmpty();
    }
  }

  /// A worker that wakes of its own accord meets one who picks it. Results: picked; told that it
  /// was picked; how many are awake in the end.
  @JCStressTest
  @Outcome(id = "true, true, 2", expect = ACCEPTABLE, desc = "picked, and counted once")
  @Outcome(id = "false, false, 2", expect = ACCEPTABLE, desc = "not picked")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "the two disagree")
  @State
  public static class PickAndAwake {
    private final IdleSet idle = new IdleSet(2);

    public PickAndAwake() {
      idle.sleep(0, false);
    }

    @Actor
    public void publisher(ZZI_Result r) {
      r.r1 = idle.pickForNewWork() == 0;
    }

    @Actor
    public void worker(ZZI_Result r) {
      r.r2 = idle.awake(0);
    }

    @Arbiter
    public void end(ZZI_Result r) {
      r.r3 = idle.awakeCount();
    }
  }

  /// Two searchers of four give up; one of them must look again. Results: who is told to.
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE,
      desc = "the last one")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "nobody looks, or both do")
  @State
  public static class StopAndSleep {
    private final IdleSet idle = new IdleSet(4);

    public StopAndSleep() {
      idle.startSearching();
      idle.startSearching();
    }

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = idle.sleep(0, true);
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = idle.sleep(1, true);
    }
  }

  /// The protocol as it would be if releasing stores and acquiring loads were enough.
  static final class WeakIdle {
    private final AtomicBoolean work = new AtomicBoolean();
    private final AtomicInteger asleep = new AtomicInteger();

    boolean publish() {
      work.setRelease(true);
      return asleep.getAcquire() != 0; // the fault: may overtake the store
    }

    boolean sleep() {
      asleep.setRelease(1);
      return work.getAcquire(); // the fault: may overtake the store
    }

    boolean sleepInTwoSteps() {
      int before = asleep.get();
      asleep.set(before + 1); // the fault: another may have counted itself in between
      return before == 1;
    }
  }

  /// Twin of [Ring] and [Inject].
  @JCStressTest
  @Outcome(
      id = "false, false",
      expect = ACCEPTABLE_INTERESTING,
      desc = "work waits while all sleep")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "woken or found")
  @State
  public static class WeakFences {
    private final WeakIdle idle = new WeakIdle();

    @Actor
    public void publisher(ZZ_Result r) {
      r.r1 = idle.publish();
    }

    @Actor
    public void worker(ZZ_Result r) {
      r.r2 = idle.sleep();
    }
  }

  /// Twin of [StopAndSleep].
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "nobody looks")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "the last one")
  @State
  public static class WeakCount {
    private final WeakIdle idle = new WeakIdle();

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = idle.sleepInTwoSteps();
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = idle.sleepInTwoSteps();
    }
  }
}
