package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Env;
import dev.wakeful.executor.ExecutorFixture.Flavour;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an executor counts.
class MetricsTest {

  @ParameterizedTest
  @EnumSource
  @Tag("R-130")
  @Tag("R-132")
  void pollsAndSpawnsAreCountedExactly(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      fixture.executor.blockOn(fixture.executor.spawn(twice()));
      fixture.executor.blockOn(
          fixture.executor.spawn(Future.lazy(cx -> Tasks.spawn(twice())).andThen(inner -> inner)));
      fixture.executor.close();
      ExecutorMetrics metrics = fixture.executor.metrics();
      assertThat(metrics.spawned()).isEqualTo(3);
      assertThat(metrics.remoteSchedules()).isGreaterThanOrEqualTo(2);
      assertThat(metrics.queued()).isZero();
      // Two tasks of two polls; one that spawns, and is polled once more when the other is over.
      assertThat(sum(metrics, WorkerMetrics::polls)).isEqualTo(6);
      assertThat(sum(metrics, WorkerMetrics::localSchedules)).isGreaterThanOrEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-132")
  void aPollThatUsesUpItsBudgetIsCounted(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      int[] left = {Setup.BUDGET * 3};
      fixture.executor.blockOn(
          fixture.executor.spawn(
              Future.pollFn(cx -> {
                while (left[0] > 0) {
                  if (!cx.proceed()) {
                    return Poll.pending();
                  }
                  cx.progress();
                  left[0]--;
                }
                return Poll.done();
              })));
      assertThat(sum(fixture.executor.metrics(), WorkerMetrics::budgetYields)).isEqualTo(2);
    }
  }

  /// Once counted as busy for ever: whoever ended it had taken the core and never laid it down.
  @ParameterizedTest
  @EnumSource
  @Tag("R-130")
  void whatIsClosedIsBusyNoLonger(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      fixture.executor.blockOn(fixture.executor.spawn(twice()));
      fixture.executor.close();
      List<Duration> busy = busy(fixture);
      long closed = System.nanoTime();
      while (System.nanoTime() - closed < 1_000_000) { // until the clock has gone on for certain
        Thread.onSpinWait();
      }
      assertThat(busy(fixture)).isEqualTo(busy);
    }
  }

  private static List<Duration> busy(ExecutorFixture fixture) {
    return fixture.executor.metrics().workers().stream().map(WorkerMetrics::busy).toList();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("R-130")
  void aWorkerThatSleepsSaysSo(Flavour flavour) throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(flavour)) {
      fixture.executor.blockOn(fixture.executor.spawn(twice()));
      fixture.executor.close();
      for (WorkerMetrics worker : fixture.executor.metrics().workers()) {
        assertThat(worker.isParked()).isFalse();
        assertThat(worker.parks()).isEqualTo(worker.unparks());
        assertThat(worker.noops()).isLessThanOrEqualTo(worker.unparks());
        assertThat(worker.name()).startsWith("test");
      }
    }
  }

  @Test
  @Tag("R-44")
  @Tag("R-132")
  void aFullRingIsCounted() throws Exception {
    try (ExecutorFixture fixture = new ExecutorFixture(Flavour.ONE_WORKER)) {
      List<JoinHandle<Integer>> handles = Collections.synchronizedList(new ArrayList<>());
      fixture.executor.blockOn(
          fixture.executor.spawn(
              Future.lazy(cx -> {
                for (int i = 0; i < 2 * RunQueue.CAPACITY; i++) {
                  handles.add(Tasks.spawn(Future.ready(0)));
                }
                return 0;
              })));
      for (JoinHandle<Integer> handle : handles) {
        fixture.executor.blockOn(handle);
      }
      fixture.executor.close();
      WorkerMetrics worker = fixture.executor.metrics().workers().getFirst();
      assertThat(worker.overflows()).isEqualTo(2);
      assertThat(worker.nextSlotPolls()).isEqualTo(1);
      assertThat(worker.queued()).isZero();
    }
  }

  @Test
  @Tag("R-133")
  void everyPollIsTimedWhenAskedFor() throws Exception {
    Setup setup = new Setup(Env.system(), new ParkingDriver()).timeEveryPoll(true);
    try (TaskExecutor executor = TaskExecutor.multiThread(setup, 1)) {
      executor.blockOn(executor.spawn(twice()));
      executor.close();
      PollTimes times = executor.metrics().workers().getFirst().pollTimes();
      assertThat(times.timed()).isEqualTo(2);
      assertThat(times.quantile(1)).isPositive();
    }
  }

  @Test
  @Tag("R-133")
  void bucketsDouble() {
    assertThat(PollTimes.bucketOf(-1)).isZero();
    assertThat(PollTimes.bucketOf(1023)).isZero();
    assertThat(PollTimes.bucketOf(1024)).isOne();
    assertThat(PollTimes.bucketOf(Long.MAX_VALUE)).isEqualTo(PollTimes.BUCKETS - 1);
    for (int bucket = 0; bucket < PollTimes.BUCKETS - 1; bucket++) {
      long end = PollTimes.endOf(bucket).toNanos();
      assertThat(PollTimes.bucketOf(end - 1)).isEqualTo(bucket);
      assertThat(PollTimes.bucketOf(end)).isEqualTo(bucket + 1);
    }
    List<Long> counts = new ArrayList<>(Collections.nCopies(PollTimes.BUCKETS, 0L));
    assertThat(new PollTimes(counts).quantile(0.5)).isZero();
    counts.set(0, 98L);
    counts.set(3, 2L);
    PollTimes times = new PollTimes(counts);
    assertThat(times.quantile(0.98)).isEqualTo(Duration.ofNanos(1024));
    assertThat(times.quantile(0.99)).isEqualTo(Duration.ofNanos(8192));
    assertThatThrownBy(() -> times.quantile(1.5)).hasMessageContaining("from 0 to 1");
    assertThatThrownBy(() -> PollTimes.endOf(24)).hasMessageContaining("0 to 23");
    assertThatThrownBy(() -> new PollTimes(List.of())).hasMessageContaining("24 buckets");
  }

  /// A future that is polled twice.
  private static Future<Void> twice() {
    return Tasks.yieldNow();
  }

  private static long sum(ExecutorMetrics metrics, ToLongFunction<WorkerMetrics> count) {
    return metrics.workers().stream().mapToLong(count).sum();
  }
}
