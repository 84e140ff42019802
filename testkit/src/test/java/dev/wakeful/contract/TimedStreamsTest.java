package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Elapsed;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Streams that look at the clock, on a clock moved by hand.
class TimedStreamsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final HandClock clock = new HandClock();
  private final HandFed<Integer> items = new HandFed<>();

  private <T> TestStream<T> poll(Stream<T> stream) {
    return TestStream.of(stream, clock.slots());
  }

  @Test
  @Tag("W-4")
  void timeoutFailsOncePerGapAndGoesOnWaiting() throws Exception {
    TestStream<Integer> stream = poll(items.timeout(SECOND));
    for (int gap = 1; gap <= 2; gap++) {
      assertThat(stream.pollNext()).isEqualTo(Next.pending());
      clock.advance(SECOND.minusNanos(1));
      assertThat(stream.isWoken()).isFalse();
      assertThat(stream.pollNext()).isEqualTo(Next.pending());
      clock.advance(Duration.ofNanos(1));
      assertThat(stream.isWoken()).isTrue();
      assertThatThrownBy(stream::pollNext)
          .isInstanceOfSatisfying(Elapsed.class, e -> assertThat(e.limit()).isEqualTo(SECOND));
      assertThat(stream.pollNext()).isEqualTo(Next.pending());
      assertThat(clock.waiting()).as("no alarm until the next item").isZero();
      clock.advance(Duration.ofDays(1));
      assertThat(stream.pollNext()).isEqualTo(Next.pending());
      items.put(gap);
      assertThat(stream.isWoken()).isTrue();
      assertThat(stream.pollNext()).isEqualTo(Next.item(gap));
    }
    items.end();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(clock.waiting()).isZero();
  }

  @Test
  @Tag("W-4")
  void eachItemAndEachFailureBeginsTheTimeAnew() throws Exception {
    Exception broken = new Exception("broken");
    TestStream<Integer> stream = poll(items.timeout(SECOND));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofMillis(900));
    items.put(1);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(clock.waiting()).as("an item cancels the alarm").isZero();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofMillis(900));
    items.fail(broken);
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofMillis(900));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofMillis(100));
    assertThatThrownBy(stream::pollNext).isInstanceOf(Elapsed.class);
  }

  @Test
  @Tag("W-4")
  void anItemThatIsThereWinsAndTheTimeOfTheConsumerIsNotCounted() throws Exception {
    TestStream<Integer> stream = poll(items.timeout(SECOND));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    items.put(1);
    clock.advance(Duration.ofHours(1));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    clock.advance(Duration.ofHours(1));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
  }

  @Test
  @Tag("W-4")
  @Tag("W-5")
  @Tag("R-89")
  void aSourceThatUsesUpTheBudgetDoesNotHoldUpTheAlarm() {
    Stream<Integer> greedy =
        cx -> {
          while (cx.proceed()) {
            cx.progress();
          }
          return Next.pending();
        };
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker, clock.slots());
    cx.begin(waker, 8);
    assertThatThrownBy(() -> greedy.timeout(Duration.ZERO).pollNext(cx))
        .isInstanceOf(Elapsed.class);
  }

  @Test
  @Tag("W-5")
  void timeoutRepeatingFailsAgainAndAgainWhileNothingComes() throws Exception {
    TestStream<Integer> stream = poll(items.timeoutRepeating(SECOND));
    for (int tick = 0; tick < 3; tick++) {
      assertThat(stream.pollNext()).isEqualTo(Next.pending());
      clock.advance(SECOND);
      assertThat(stream.isWoken()).isTrue();
      assertThatThrownBy(stream::pollNext).isInstanceOf(Elapsed.class);
    }
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofMillis(900));
    items.put(1);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofMillis(900));
    assertThat(stream.pollNext()).as("an item begins the time anew").isEqualTo(Next.pending());
    items.end();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(clock.waiting()).isZero();
    assertThatThrownBy(() -> items.timeoutRepeating(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`timeoutRepeating`")
        .hasMessageContaining("PT0S");
  }

  @Test
  @Tag("W-6")
  void throttleGivesTheFirstAtOnceAndTheOthersNotTooSoon() throws Exception {
    items.put(1).put(2).put(3).end();
    TestStream<Integer> stream = poll(items.throttle(Duration.ofMillis(100)));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(items.polls).as("the source is not asked meanwhile").isEqualTo(1);
    clock.advance(Duration.ofMillis(90));
    assertThat(stream.isWoken()).isFalse();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofMillis(10));
    assertThat(stream.isWoken()).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofDays(1));
    assertThat(stream.pollNext()).isEqualTo(Next.item(3));
    assertThat(stream.pollNext()).as("time gone by is not saved up").isEqualTo(Next.pending());
    clock.advance(Duration.ofMillis(100));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(clock.waiting()).isZero();
  }

  @Test
  @Tag("W-6")
  void throttleMeasuresFromTheItemNotFromTheNextPoll() throws Exception {
    items.put(1);
    TestStream<Integer> stream = poll(items.throttle(SECOND));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    clock.advance(SECOND);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    items.put(2);
    assertThat(stream.isWoken()).as("the pause is over and the source is heard").isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
  }

  @Test
  @Tag("W-6")
  void aFailureIsThrottledToo() throws Exception {
    Exception broken = new Exception("broken");
    items.fail(broken).put(1);
    TestStream<Integer> stream = poll(items.throttle(SECOND));
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(SECOND);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
  }

  @Test
  @Tag("W-6")
  void aThrottleOfNothingNeedsNoClock() throws Exception {
    TestStream<Integer> stream = TestStream.of(items.put(1).put(2).throttle(Duration.ZERO));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
  }

  @Test
  @Tag("W-7")
  void chunksTimeoutGivesFullChunksAndLateOnes() throws Exception {
    items.put(1).put(2).put(3);
    TestStream<List<Integer>> stream = poll(items.chunksTimeout(2, SECOND));
    assertThat(stream.pollNext()).isEqualTo(Next.item(List.of(1, 2)));
    assertThat(clock.waiting()).isZero();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(SECOND.minusNanos(1));
    assertThat(stream.isWoken()).isFalse();
    clock.advance(Duration.ofNanos(1));
    assertThat(stream.isWoken()).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.item(List.of(3)));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(clock.waiting()).as("no chunk, no alarm").isZero();
  }

  @Test
  @Tag("W-7")
  void theTimeOfAChunkRunsFromItsFirstItem() throws Exception {
    TestStream<List<Integer>> stream = poll(items.chunksTimeout(3, SECOND));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofHours(1));
    items.put(1);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofMillis(900));
    items.put(2);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    clock.advance(Duration.ofMillis(100));
    assertThat(stream.pollNext()).isEqualTo(Next.item(List.of(1, 2)));
  }

  @Test
  @Tag("W-7")
  void whatIsLeftAtTheEndIsTheLastChunk() throws Exception {
    items.put(1).put(2).put(3).end();
    TestStream<List<Integer>> stream = poll(items.chunksTimeout(2, SECOND));
    assertThat(stream.pollNext()).isEqualTo(Next.item(List.of(1, 2)));
    assertThat(stream.pollNext()).isEqualTo(Next.item(List.of(3)));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(clock.waiting()).isZero();
  }

  @Test
  @Tag("W-7")
  void aFailureComesAfterTheItemsGatheredBeforeIt() throws Exception {
    Exception broken = new Exception("broken");
    items.put(1).fail(broken).put(2);
    TestStream<List<Integer>> stream = poll(items.chunksTimeout(2, SECOND));
    assertThat(stream.pollNext()).isEqualTo(Next.item(List.of(1)));
    assertThat(clock.waiting()).isZero();
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    items.end();
    assertThat(stream.pollNext()).isEqualTo(Next.item(List.of(2)));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThatThrownBy(() -> items.chunksTimeout(0, SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`chunksTimeout`")
        .hasMessageContaining("1 item or more");
  }

  @Test
  @Tag("W-7")
  void aFailureWithNothingBeforeItIsThrownAtOnce() throws Exception {
    Exception broken = new Exception("broken");
    items.fail(broken);
    TestStream<List<Integer>> stream = poll(items.chunksTimeout(2, SECOND));
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
  }

  @Test
  @Tag("W-6")
  @Tag("W-7")
  void withoutAClockNoItemIsTaken() {
    items.put(1);
    assertThatThrownBy(() -> TestStream.of(items.throttle(SECOND)).pollNext())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("timers");
    assertThatThrownBy(() -> TestStream.of(items.chunksTimeout(2, SECOND)).pollNext())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("timers");
    assertThat(items.polls).isZero();
  }
}
