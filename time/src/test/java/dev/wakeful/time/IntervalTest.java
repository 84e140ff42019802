package dev.wakeful.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.future.Timers;
import dev.wakeful.stream.Next;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestTask;
import dev.wakeful.testkit.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ticks with a period of 300 ms, on a clock moved by hand; the numbers are those of Tokio's tests.
class IntervalTest {
  private static final Duration PERIOD = Duration.ofMillis(300);

  private final VirtualClock clock = new VirtualClock();
  private final TimerQueue queue = new TimerQueue(clock, () -> {});
  private final Slots slots = Slots.none().with(Timers.SLOT, queue);
  private final long start = clock.nanos();
  private Interval interval = Time.interval(PERIOD);

  @Test
  @Tag("T-5")
  @Tag("W-11")
  void theFirstTickComesAtOnceAndEachIsTheInstantItWasMeantFor() {
    expect(0, 0);
    expectNone(299);
    expect(300, 300);
    expect(602, 600);
    expectNone(899);
    expect(900, 900);
  }

  @Test
  @Tag("T-5")
  void canStartLater() {
    interval = Time.intervalAt(start + 50_000_000, PERIOD);
    expectNone(49);
    expect(50, 50);
    expect(350, 350);
  }

  @Test
  @Tag("T-5")
  void aPeriodMustBePositive() {
    assertThatThrownBy(() -> Time.interval(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive");
    assertThatThrownBy(() -> Time.intervalAt(0, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Time.interval(Duration.ofDays(365L * 10_000)).period()).isPositive();
  }

  @Test
  @Tag("T-6")
  void burstCatchesUp() {
    expect(1, 1);
    expect(301, 301);
    expect(951, 601);
    expect(951, 901);
    expectNone(951);
    expect(1_201, 1_201);
    expect(1_501, 1_501);
  }

  @Test
  @Tag("T-6")
  void delayStartsAfreshFromALateTick() {
    interval.missedTicks(MissedTicks.DELAY);
    expect(1, 1);
    expect(301, 301);
    expect(951, 601);
    expectNone(1_250);
    expect(1_251, 1_251);
    expect(1_551, 1_551);
  }

  @Test
  @Tag("T-6")
  void skipLeavesOutWhatWasMissed() {
    interval.missedTicks(MissedTicks.SKIP);
    expect(1, 1);
    expect(301, 301);
    expect(951, 601);
    expectNone(1_200);
    expect(1_201, 1_201);
    expect(1_501, 1_501);
  }

  @Test
  @Tag("T-6")
  void fiveMillisecondsLateIsInTime() {
    interval.missedTicks(MissedTicks.DELAY);
    expect(0, 0);
    expect(305, 300);
    expect(600, 600);
    expect(906, 900);
    expectNone(1_205);
    expect(1_206, 1_206);
  }

  @Test
  @Tag("T-7")
  void canBeReset() {
    expect(0, 0);
    expectNone(100);
    interval.reset();
    expectNone(399);
    expect(400, 400);
    interval.resetImmediately();
    expect(400, 400);
    expect(700, 700);
    interval.resetAfter(Duration.ofMillis(20));
    expect(720, 720);
    interval.resetAt(start + 1_720_000_000L);
    expectNone(1_719);
    expect(1_720, 1_720);
    expect(2_020, 2_020);
  }

  @Test
  @Tag("T-7")
  void aResetBeforeTheFirstPollCountsFromThere() {
    interval.resetAfter(Duration.ofMillis(20));
    expectNone(100);
    expect(120, 120);
  }

  @Test
  @Tag("T-5")
  void aCancelledTickLosesNothing() throws Exception {
    expect(0, 0);
    TestTask<Long> dropped = TestTask.of(interval.tick(), slots);
    assertThat(dropped.poll().isPending()).isTrue();
    dropped.cancel();
    assertThat(queue.size()).isEqualTo(1);
    moveTo(300);

    TestTask<Long> next = TestTask.of(interval.tick(), slots);
    assertThat(next.poll()).isEqualTo(Poll.ready(start + 300_000_000));
    assertThatThrownBy(next::poll).hasMessageContaining("tick");
  }

  @Test
  void cancelEndsIt() {
    expect(0, 0);
    expectNone(1);
    assertThat(queue.size()).isEqualTo(1);
    interval.cancel();
    assertThat(queue.size()).isZero();
    assertThatThrownBy(() -> expectNone(2)).hasMessageContaining("interval");
  }

  @Test
  @Tag("T-14")
  void failsWhenItsRuntimeIsClosed() {
    expect(0, 0);
    expectNone(1);
    queue.close();
    assertThatThrownBy(() -> expectNone(2)).hasMessageContaining("is closed");
  }

  @Test
  void drivesAForEach() throws Exception {
    int[] ticks = {0};
    TestTask<Void> task =
        TestTask.of(
            interval.forEach(instant -> {
              ticks[0]++;
              return Future.ready(instant);
            }),
            slots);
    assertThat(task.poll().isPending()).isTrue();
    moveTo(300);
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(ticks[0]).isEqualTo(2);
    task.cancel();
    assertThat(queue.size()).isZero();
  }

  private void expect(long atMillis, long tickMillis) {
    moveTo(atMillis);
    assertThat(poll()).isEqualTo(Next.item(start + tickMillis * 1_000_000));
  }

  private void expectNone(long atMillis) {
    moveTo(atMillis);
    assertThat(poll()).isEqualTo(Next.pending());
  }

  private Next<Long> poll() {
    return interval.pollNext(Context.of(Waker.noop(), slots));
  }

  private void moveTo(long millis) {
    clock.advance(start + millis * 1_000_000 - clock.nanos());
    queue.fire();
  }
}
