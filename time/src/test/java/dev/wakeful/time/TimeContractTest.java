package dev.wakeful.time;

import dev.wakeful.future.Timers;
import dev.wakeful.testkit.ContractCheck;
import dev.wakeful.testkit.Probe;
import dev.wakeful.testkit.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What waits for time keeps the contract.
@Tag("C-1")
@Tag("C-3")
@Tag("C-12")
class TimeContractTest {

  @Test
  @Tag("T-1")
  void sleeping() throws Exception {
    ContractCheck.ofFuture(
            "sleep",
            probe -> {
              queue(probe);
              return Time.sleep(Duration.ofMillis(3));
            })
        .assertHolds();
  }

  @Test
  @Tag("T-1")
  void sleepingInAQueueOfOnesOwn() throws Exception {
    ContractCheck.ofFuture(
            "sleep",
            probe -> {
              TimerQueue queue = queue(probe);
              return queue.sleepUntil(queue.deadline(Duration.ofMillis(3)));
            })
        .assertHolds();
  }

  @Test
  @Tag("T-5")
  void anInterval() throws Exception {
    ContractCheck.ofStream(
            "interval",
            probe -> {
              queue(probe);
              return Time.interval(Duration.ofMillis(2));
            })
        .endless()
        .assertHolds();
  }

  @Test
  @Tag("T-5")
  void theTickOfAnInterval() throws Exception {
    ContractCheck.ofFuture(
            "tick",
            probe -> {
              queue(probe);
              return Time.interval(Duration.ofMillis(2)).tick();
            })
        .assertHolds();
  }

  private static TimerQueue queue(Probe probe) {
    VirtualClock clock = new VirtualClock();
    TimerQueue queue = new TimerQueue(clock, () -> {});
    probe.provide(Timers.SLOT, queue);
    probe.progress(() -> {
      clock.advance(Duration.ofMillis(1));
      queue.fire();
    });
    return queue;
  }
}
