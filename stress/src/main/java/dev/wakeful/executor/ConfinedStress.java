package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// Tasks of one thread that are woken by another.
public final class ConfinedStress {

  /// Notes that it was woken.
  private static final class Bell implements Waker {
    private volatile boolean rung;

    @Override
    public void wake() {
      rung = true;
    }
  }

  private static Task<Integer> taskOf(Confined tasks) {
    Future<Integer> never = _ -> Poll.pending();
    return new Task<>(tasks, null, never);
  }

  private static Confined newTasks() {
    return new Confined(
        "stressed set",
        (_, failure) -> {
          throw new AssertionError(failure);
        });
  }

  /// The owner goes to sleep. Results: it was woken; it found the task in its last look.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the task waits while the owner sleeps")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "woken or found")
  @State
  public static class WakeAndSleep {
    private final Confined tasks = newTasks();
    private final Task<Integer> task = taskOf(tasks);
    private final Bell bell = new Bell();

    @Actor
    public void owner(ZZ_Result r) {
      tasks.mustOwn("polled");
      tasks.listen(bell);
      r.r2 = tasks.pollNext();
    }

    @Actor
    public void other() {
      tasks.schedule(task);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r1 = bell.rung;
    }
  }

  /// The owner ends all. Result: a task is left in a queue.
  @JCStressTest
  @Outcome(id = "false", expect = ACCEPTABLE, desc = "refused, or forgotten")
  @Outcome(id = "true", expect = FORBIDDEN, desc = "waits in a closed queue")
  @State
  public static class WakeAndEnd {
    private final Confined tasks = newTasks();
    private final Task<Integer> task = taskOf(tasks);

    @Actor
    public void owner() {
      tasks.shutDown();
    }

    @Actor
    public void other() {
      tasks.schedule(task);
    }

    @Arbiter
    public void end(Z_Result r) {
      r.r1 = tasks.hasWork();
    }
  }

  /// Twin of [WakeAndSleep]: looks before it says whom to wake. Results as there.
  @JCStressTest
  @Outcome(
      id = "false, false",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the task waits while the owner sleeps")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "woken or found")
  @State
  public static class WeakWakeAndSleep {
    private final Confined tasks = newTasks();
    private final Task<Integer> task = taskOf(tasks);
    private final Bell bell = new Bell();

    @Actor
    public void owner(ZZ_Result r) {
      tasks.mustOwn("polled");
      r.r2 = tasks.pollNext(); // the fault: a task may come before the next line
      tasks.listen(bell);
    }

    @Actor
    public void other() {
      tasks.schedule(task);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r1 = bell.rung;
    }
  }
}
