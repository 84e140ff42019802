package dev.wakeful.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.future.Elapsed;
import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.VirtualEnv;
import dev.wakeful.time.Interval;
import dev.wakeful.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A whole runtime on a clock that belongs to the test.
class VirtualTimeTest {
  private final VirtualEnv env = VirtualEnv.seeded(42);
  private final AsyncRuntime runtime = AsyncRuntime.builder().currentThread().env(env).build();
  private final long start = env.clock().nanos();

  @AfterEach
  void close() {
    runtime.close();
  }

  private Duration elapsed() {
    return Duration.ofNanos(env.clock().nanos() - start);
  }

  @Test
  @Tag("R-15")
  @Tag("T-10")
  void aDayOfSleepTakesNoTimeAndExactlyADay() throws Exception {
    runtime.blockOn(runtime.spawn(Time.sleep(Duration.ofDays(1))));
    assertThat(elapsed()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void aTimeoutOfAnHourIsOverAfterAnHour() {
    assertThatThrownBy(() -> runtime.blockOn(Future.pending().timeout(Duration.ofHours(1))))
        .isInstanceOf(Elapsed.class);
    assertThat(elapsed()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void tasksWakeInTheOrderOfTheirDeadlines() throws Exception {
    List<Integer> order = new ArrayList<>();
    List<JoinHandle<Boolean>> sleepers = new ArrayList<>();
    for (int minutes : new int[] {3, 1, 2}) {
      sleepers.add(
          runtime.spawn(Time.sleep(Duration.ofMinutes(minutes)).map(slept -> order.add(minutes))));
    }
    for (JoinHandle<Boolean> sleeper : sleepers) {
      runtime.blockOn(sleeper);
    }
    assertThat(order).containsExactly(1, 2, 3);
    assertThat(elapsed()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void anIntervalTicksOnTheVirtualClock() throws Exception {
    Interval interval = Time.interval(Duration.ofSeconds(10));
    for (int i = 0; i < 7; i++) {
      runtime.blockOn(interval.tick());
    }
    assertThat(elapsed()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  @Tag("T-11")
  void withoutAutoAdvanceTheTestMovesTheClock() throws Exception {
    env.autoAdvance(false);
    JoinHandle<Void> sleeper = runtime.spawn(Time.sleep(Duration.ofSeconds(5)));
    runtime.blockOn(rounds(3));
    assertThat(sleeper.isFinished()).isFalse();
    env.clock().advance(Duration.ofMillis(4_999));
    runtime.blockOn(rounds(100));
    assertThat(sleeper.isFinished()).isFalse();
    env.clock().advance(Duration.ofMillis(1));
    runtime.blockOn(sleeper);
    assertThat(elapsed()).isEqualTo(Duration.ofSeconds(5));
  }

  /// Ready after so many polls.
  private static Future<Void> rounds(int count) {
    int[] left = {count};
    return Future.pollFn(cx -> {
      if (left[0]-- == 0) {
        return Poll.done();
      }
      cx.waker().wake();
      return Poll.pending();
    });
  }

  @Test
  @Tag("T-10")
  void theClockStandsStillWhileABlockingCallRuns() throws Exception {
    for (int i = 0; i < 100; i++) {
      String first =
          runtime.blockOn(
              runtime
                  .spawnBlocking(() -> "the call")
                  .race(Time.sleep(Duration.ofMillis(1)).map(slept -> "the clock")));
      assertThat(first).isEqualTo("the call");
    }
    assertThat(elapsed()).isEqualTo(Duration.ZERO);
  }
}
