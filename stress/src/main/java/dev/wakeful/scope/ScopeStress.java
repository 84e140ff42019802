package dev.wakeful.scope;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// A scope that ends, its children, and those who abort them.
public final class ScopeStress {

  /// A waker that remembers having been woken.
  static final class Flag implements Waker {
    volatile boolean woken;

    @Override
    public void wake() {
      woken = true;
    }
  }

  static TaskScope scope(Later later) {
    ScopeOptions options = ScopeOptions.defaults().on(later);
    return new TaskScope(options, later, null, Slots.none(), null);
  }

  /// Whether a task is over after one poll.
  static boolean isReady(Future<?> task, Waker waker) {
    try {
      return task.poll(Context.of(waker)).isReady();
    } catch (Exception e) {
      throw new AssertionError("nothing fails here", e);
    }
  }

  /// Results: the scope ended; it took a child on.
  @JCStressTest
  @Outcome(id = "true, true", expect = FORBIDDEN, desc = "a child outlives its scope")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "one of the two came first")
  @State
  public static class SpawnAndEnd {
    private final TaskScope scope = scope(new Later());

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = scope.tryEnd();
    }

    @Actor
    public void outsider(ZZ_Result r) {
      try {
        scope.spawn(Future.ready("child"));
        r.r2 = true;
      } catch (IllegalStateException ended) {
        r.r2 = false;
      }
    }
  }

  /// Twin: the end looks and marks in two steps.
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE_INTERESTING, desc = "a child outlives its scope")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "one of the two came first")
  @State
  public static class TwinSpawnAndEnd {
    private final WeakScope scope = new WeakScope();

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = scope.tryEnd();
    }

    @Actor
    public void outsider(ZZ_Result r) {
      r.r2 = scope.spawn();
    }
  }

  /// Results: the poll saw the abort; the task was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the abort is lost")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen or woken")
  @State
  public static class AbortAndPoll {
    private final Later later = new Later();
    private final JoinHandle<?> child = scope(later).spawn(Future.pending());
    private final Future<?> task = later.task(0);
    private final Flag waker = new Flag();

    @Actor
    public void task(ZZ_Result r) {
      r.r1 = isReady(task, waker);
    }

    @Actor
    public void parent() {
      child.abort();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }

  /// Twin: the poll looks before it leaves its waker.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "the abort is lost")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "seen or woken")
  @State
  public static class TwinAbortAndPoll {
    private final WeakScope scope = new WeakScope();
    private final Flag waker = new Flag();

    @Actor
    public void task(ZZ_Result r) {
      r.r1 = scope.seesAbort(waker);
    }

    @Actor
    public void parent() {
      scope.abort();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = waker.woken;
    }
  }

  /// The child ends while its joiner comes. Results: found; woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the joiner waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class JoinAndEnd {
    private final Later later = new Later();
    private final JoinHandle<String> child = scope(later).spawn(Future.ready("value"));
    private final Future<?> task = later.task(0);
    private final Flag joiner = new Flag();

    @Actor
    public void joiner(ZZ_Result r) {
      try {
        r.r1 = child.poll(Context.of(joiner)) instanceof Poll.Ready<String>;
      } catch (Exception e) {
        throw new AssertionError("no child fails here", e);
      }
    }

    @Actor
    public void task() {
      isReady(task, Waker.noop());
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = joiner.woken;
    }
  }
}
