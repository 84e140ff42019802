package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.ContractCheck;
import dev.wakeful.testkit.Probe;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The futures and streams of this module keep the contract.
@Tag("C-1")
@Tag("C-3")
@Tag("C-12")
class ScopeContractTest {
  private static final TaskLocal<Integer> LOCAL = TaskLocal.named("local");

  /// A task on an executor that the probe turns by hand.
  private static JoinHandle<Integer> task(Probe probe, int pendings) {
    Queue<Runnable> queue = new ArrayDeque<>();
    probe.progress(() -> {
      Runnable next = queue.poll();
      if (next != null) {
        next.run();
      }
    });
    int[] left = {pendings};
    return Spawner.on(queue::add)
        .spawn(
            Future.pollFn(cx -> {
              cx.waker().wake();
              return left[0]-- > 0 ? Poll.pending() : Poll.ready(1);
            }));
  }

  private static JoinSet<Integer> set(Probe probe) {
    JoinSet<Integer> set = new JoinSet<>();
    set.add(task(probe, 2));
    set.add(task(probe, 1));
    return set;
  }

  @Test
  void groups() throws Exception {
    ContractCheck.ofStream("JoinSet", ScopeContractTest::set).assertHolds();
    ContractCheck.ofStream(
            "JoinQueue",
            probe -> {
              JoinQueue<Integer> queue = new JoinQueue<>();
              queue.add(task(probe, 2));
              queue.add(task(probe, 1));
              return queue;
            })
        .assertHolds();
    ContractCheck.ofStream(
            "JoinMap",
            probe -> {
              JoinMap<String, Integer> map = new JoinMap<>();
              map.put("a", task(probe, 2));
              map.put("b", task(probe, 1));
              return map;
            })
        .assertHolds();
  }

  @Test
  void futuresOfGroups() throws Exception {
    ContractCheck.ofFuture("next", probe -> set(probe).joinNext()).assertHolds();
    ContractCheck.ofFuture("joinAll", probe -> set(probe).joinAll()).assertHolds();
    ContractCheck.ofFuture("shutdown", probe -> set(probe).shutdown()).assertHolds();
  }

  @Test
  void trackers() throws Exception {
    ContractCheck.ofFuture("track", probe -> new TaskTracker().track(probe.value(1))).assertHolds();
    ContractCheck.ofFuture(
            "waiting",
            probe -> {
              TaskTracker tracker = new TaskTracker();
              TaskTracker.Token token = tracker.token();
              probe.progress(() -> {
                if (!tracker.close()) {
                  token.close();
                }
              });
              return tracker.waiting();
            })
        .assertHolds();
  }

  @Test
  void taskLocals() throws Exception {
    ContractCheck.ofFuture("scope of task-local local", probe -> LOCAL.scope(1, probe.value(1)))
        .assertHolds();
    ContractCheck.ofFuture(
            "inherit", probe -> LOCAL.syncScope(1, () -> TaskLocal.inherit(probe.value(1))))
        .assertHolds();
  }
}
