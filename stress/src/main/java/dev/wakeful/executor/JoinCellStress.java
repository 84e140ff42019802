package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// The end of a task and its joiner.
public final class JoinCellStress {

  /// A waker that remembers having been woken.
  static final class Flag implements Waker {
    private volatile boolean woken;

    @Override
    public void wake() {
      woken = true;
    }
  }

  /// Whether a poll of the handle finds the outcome.
  static boolean found(Task<Integer> task, Waker joiner) {
    try {
      return task.poll(Context.of(joiner)) instanceof Poll.Ready<Integer>;
    } catch (Exception e) {
      throw new AssertionError("no task fails here", e);
    }
  }

  /// Results: the joiner found the outcome; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the joiner waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class JoinAndComplete {
    private final Task<Integer> task = Bodies.task();
    private final Flag joiner = new Flag();

    @Actor
    public void joiner(ZZ_Result r) {
      r.r1 = found(task, joiner);
    }

    @Actor
    public void task() {
      task.complete(new Poll.Ready<>(1));
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = joiner.woken;
    }
  }

  /// The joiner has moved to another waker.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the joiner waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class JoinAgainAndComplete {
    private final Task<Integer> task = Bodies.task();
    private final Flag joiner = new Flag();

    public JoinAgainAndComplete() {
      found(task, new Flag());
    }

    @Actor
    public void joiner(ZZ_Result r) {
      r.r1 = found(task, joiner);
    }

    @Actor
    public void task() {
      task.complete(new Poll.Ready<>(1));
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = joiner.woken;
    }
  }

  /// Nobody wants the outcome any more. Result: how often the failure was reported.
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "once")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "never, or twice")
  @State
  public static class GiveUpAndFail {
    private final AtomicInteger reports = new AtomicInteger();
    private final Task<Integer> task =
        new Bodies(new UnjoinedFailures((_, _) -> reports.incrementAndGet())).newTask();

    @Actor
    public void joiner() {
      task.cancel();
    }

    @Actor
    public void task() {
      task.fail(new IllegalStateException("a failure"));
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = reports.get();
    }
  }

  /// Nobody wants the outcome any more. Result: the task is finished.
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "finished")
  @Outcome(id = "false", expect = FORBIDDEN, desc = "whoever asks would ask for ever")
  @State
  public static class GiveUpAndComplete {
    private final Task<Integer> task = Bodies.task();

    @Actor
    public void joiner() {
      task.cancel();
    }

    @Actor
    public void task() {
      task.complete(new Poll.Ready<>(1));
    }

    @Arbiter
    public void end(Z_Result r) {
      r.r1 = task.isFinished();
    }
  }

  /// Twin: the joiner registers in two steps.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "the joiner waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class WeakJoin {
    private static final String OUTCOME = "outcome";

    private final AtomicReference<@Nullable Object> cell = new AtomicReference<>();
    private final Flag joiner = new Flag();

    @Actor
    public void joiner(ZZ_Result r) {
      if (cell.get() == null) {
        cell.set(joiner); // the fault: over an outcome that came in between
      } else {
        r.r1 = true;
      }
    }

    @Actor
    public void task() {
      if (cell.getAndSet(OUTCOME) instanceof Flag registered) {
        registered.wake();
      }
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = joiner.woken;
    }
  }
}
