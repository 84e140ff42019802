package dev.wakeful.future;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Waker;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/// The end of a stage and the poll that waits for it. The results are "found it" and "was woken".
public final class FromStageStress {

  /// A waker that remembers having been woken.
  static final class Flag implements Waker {
    private volatile boolean woken;

    @Override
    public void wake() {
      woken = true;
    }
  }

  /// The poll that asks the stage.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "lost wake-up")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class FirstPoll {
    private final CompletableFuture<Integer> stage = new CompletableFuture<>();
    private final FromStage<Integer> future = new FromStage<>(stage);
    private final Flag owner = new Flag();

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = found(future, owner);
    }

    @Actor
    public void stage() {
      stage.complete(1);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = owner.woken;
    }
  }

  /// A poll with another waker.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "lost wake-up")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class PollAgain {
    private final CompletableFuture<Integer> stage = new CompletableFuture<>();
    private final FromStage<Integer> future = new FromStage<>(stage);
    private final Flag owner = new Flag();

    public PollAgain() {
      found(future, new Flag());
    }

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = found(future, owner);
    }

    @Actor
    public void stage() {
      stage.complete(1);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = owner.woken;
    }
  }

  static boolean found(FromStage<Integer> future, Waker waker) {
    try {
      return future.pollRaw(Context.of(waker)) != RawPoll.PENDING;
    } catch (Exception e) {
      throw new AssertionError("no stage fails here", e);
    }
  }

  /// Twin: looks for the outcome, then registers.
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE_INTERESTING, desc = "lost wake-up")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "found or woken")
  @State
  public static class WeakPoll {
    private final AtomicWaker cell = new AtomicWaker();
    private final Flag owner = new Flag();
    private volatile boolean outcome;

    @Actor
    public void owner(ZZ_Result r) {
      r.r1 = outcome;
      cell.register(owner); // the fault: the end may have come in between
    }

    @Actor
    public void stage() {
      outcome = true;
      cell.wake();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = owner.woken;
    }
  }
}
