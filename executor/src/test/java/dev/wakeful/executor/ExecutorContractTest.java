package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.ContractCheck;
import dev.wakeful.testkit.ContractRule;
import dev.wakeful.testkit.Probe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What waits for tasks keeps the contract.
@Tag("C-1")
@Tag("C-3")
@Tag("C-12")
class ExecutorContractTest {

  @Test
  void yielding() throws Exception {
    ContractCheck.ofFuture("yieldNow", probe -> Tasks.yieldNow()).assertHolds();
  }

  @Test
  void consuming() throws Exception {
    ContractCheck.ofFuture("consumeBudget", probe -> Tasks.consumeBudget()).assertHolds();
  }

  @Test
  void theHandleOfATask() throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(ExecutorFixture.Flavour.CURRENT_THREAD)) {
      ContractCheck.ofFuture("the handle of task", probe -> task(probe, fixture)).assertHolds();
    }
  }

  @Test
  void theAbortingHandleOfATask() throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(ExecutorFixture.Flavour.CURRENT_THREAD)) {
      ContractCheck.ofFuture(
              "the aborting handle of task", probe -> task(probe, fixture).abortOnClose())
          .assertHolds();
    }
  }

  @Test
  void runUntil() throws Exception {
    ContractCheck.ofFuture("runUntil", probe -> new LocalSet().runUntil(probe.value("x")))
        .except(ContractRule.HAND_OVER, "a local set belongs to the thread that polls first")
        .assertHolds();
  }

  @Test
  void aLocalSet() throws Exception {
    ContractCheck.ofFuture(
            "LocalSet",
            probe -> {
              LocalSet set = new LocalSet((task, failure) -> {});
              set.spawnLocal(probe.value("x")).detach();
              set.spawnLocal(probe.value("y")).detach();
              return set;
            })
        .except(ContractRule.HAND_OVER, "it belongs to the thread that polls first")
        .except(ContractRule.BUDGET_LOST, "its members are tasks: each has a budget of its own")
        .except(ContractRule.CLEAN_UP_CUT_SHORT, "it cancels tasks as an executor that closes does")
        .except(ContractRule.ERROR_SWALLOWED, "its members are tasks: their failures are theirs")
        .assertHolds();
  }

  @Test
  void aBlockingCallThatWaitsForRoom() throws Exception {
    ContractCheck.ofFuture(
            "the blocking call",
            probe -> {
              ByHand env = new ByHand();
              BlockingPool pool =
                  new BlockingPool(BlockingSetup.waiting(env).maxThreads(1).maxQueued(0));
              pool.spawn(() -> "first").detach();
              probe.progress(env::runAll);
              return pool.whenRoom(() -> "second");
            })
        .assertHolds();
  }

  private static JoinHandle<Integer> task(Probe probe, ExecutorFixture fixture) {
    probe.progress(() -> turn(fixture));
    int[] left = {2};
    return fixture.executor.spawn(
        Future.pollFn(cx -> {
          cx.waker().wake();
          return left[0]-- > 0 ? Poll.pending() : Poll.ready(1);
        }));
  }

  /// Lets the tasks of this thread run once.
  private static void turn(ExecutorFixture fixture) {
    try {
      fixture.executor.blockOn(Tasks.yieldNow());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
