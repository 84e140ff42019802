package dev.wakeful.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.function.Consumer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// Somebody looks at the tasks of a spawner while it adds one, sweeps, and takes another array.
public final class OwnedTasksStress {

  /// Two tasks that live on, and the places where they stand among finished ones.
  abstract static class Two {
    final Task<?> low = Bodies.task();
    final Task<?> high = Bodies.task();
    final Task<?> fresh = Bodies.task();

    /// Fills four places, so that the next addition sweeps.
    final void fill(Consumer<Task<?>> add) {
      add.accept(over());
      add.accept(low);
      add.accept(over());
      add.accept(high);
    }

    private static Task<?> over() {
      Task<?> task = Bodies.task();
      task.finish();
      return task;
    }

    final void note(Task<?> task, ZZ_Result r) {
      if (task == low) {
        r.r1 = true;
      } else if (task == high) {
        r.r2 = true;
      }
    }
  }

  /// Results: one that lives on was seen; the other, too.
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "one was missed")
  @State
  public static class SweepAndLook extends Two {
    private final OwnedTasks owned = new OwnedTasks(4);

    public SweepAndLook() {
      fill(owned::add);
    }

    @Actor
    public void owner() {
      owned.add(fresh);
    }

    @Actor
    public void eye(ZZ_Result r) {
      owned.seeAll(task -> note(task, r));
    }
  }

  /// The array is full of living tasks. Results as there.
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "one was missed")
  @State
  public static class GrowAndLook extends Two {
    private final OwnedTasks owned = new OwnedTasks(2);

    public GrowAndLook() {
      owned.add(low);
      owned.add(high);
    }

    @Actor
    public void owner() {
      owned.add(fresh);
    }

    @Actor
    public void eye(ZZ_Result r) {
      owned.seeAll(task -> note(task, r));
    }
  }

  /// A task is seen whole. Result: 0 not seen, 1 seen with its future, 2 without.
  @JCStressTest
  @Outcome(id = "[01]", expect = ACCEPTABLE, desc = "not yet, or whole")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "half a task")
  @State
  public static class AddAndLook {
    private final OwnedTasks owned = new OwnedTasks(4);

    @Actor
    public void owner() {
      owned.add(Bodies.task());
    }

    @Actor
    public void eye(I_Result r) {
      owned.seeAll(task -> r.r1 = task.polled() != null ? 1 : 2);
    }
  }

  /// Twin: a new array is published before it is filled. Results as in [SweepAndLook].
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both")
  @Outcome(id = ".*", expect = ACCEPTABLE_INTERESTING, desc = "one was missed")
  @State
  public static class WeakPublishesFirst extends Two {
    private final WeakOwned owned = new WeakOwned(WeakOwned.Fault.PUBLISHES_FIRST, 4);

    public WeakPublishesFirst() {
      fill(owned::add);
    }

    @Actor
    public void owner() {
      owned.add(fresh);
    }

    @Actor
    public void eye(ZZ_Result r) {
      owned.seeAll(task -> note(task, r));
    }
  }

  /// Twin: the array before is emptied. Results as in [SweepAndLook].
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both")
  @Outcome(id = ".*", expect = ACCEPTABLE_INTERESTING, desc = "one was missed")
  @State
  public static class WeakEmptiesTheOld extends Two {
    private final WeakOwned owned = new WeakOwned(WeakOwned.Fault.EMPTIES_THE_OLD, 4);

    public WeakEmptiesTheOld() {
      fill(owned::add);
    }

    @Actor
    public void owner() {
      owned.add(fresh);
    }

    @Actor
    public void eye(ZZ_Result r) {
      owned.seeAll(task -> note(task, r));
    }
  }
}
