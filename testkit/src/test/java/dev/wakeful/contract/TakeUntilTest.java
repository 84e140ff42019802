package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.FusedFuture;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.TakeUntil;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestStream;
import dev.wakeful.testkit.TestTask;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `takeUntil`, and `selectNextSome`, which borrows.
class TakeUntilTest {
  private final Exception broken = new Exception("broken");

  @Test
  @Tag("F-44")
  void theFutureIsAskedFirstAndNothingComesAfterIt() throws Exception {
    HandFed<Integer> items = HandFed.of(1, 2);
    Scripted<String> stop = Scripted.value(1, "enough");
    TakeUntil<Integer, String> until = items.takeUntil(stop);
    TestStream<Integer> stream = TestStream.of(until);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(until.takeResult()).isEmpty();
    assertThat(stream.pollNext()).as("though an item is there").isEqualTo(Next.end());
    assertThat(items.cancelled).isTrue();
    assertThat(items.polls).isEqualTo(1);
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(until.takeFuture()).isEmpty();
    assertThat(until.takeResult()).contains(new Outcome.Success<>("enough"));
    assertThat(until.takeResult()).as("given once").isEmpty();
  }

  @Test
  @Tag("F-44")
  void theFutureWakesTheStream() throws Exception {
    Scripted<String> stop = Scripted.value(1, "enough");
    TestStream<Integer> stream = TestStream.of(HandFed.<Integer>of().takeUntil(stop));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    stop.wake();
    assertThat(stream.isWoken()).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-44")
  void aStreamThatEndsFirstCancelsTheFuture() throws Exception {
    Scripted<String> stop = Scripted.value(9, "late");
    TakeUntil<Integer, String> until = HandFed.of(1).end().takeUntil(stop);
    TestStream<Integer> stream = TestStream.of(until);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stop.cancelled).isFalse();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stop.cancelled).isTrue();
    assertThat(until.takeResult()).isEmpty();
    assertThat(until.takeFuture()).isEmpty();
  }

  @Test
  @Tag("F-44")
  void aFutureTakenOutStopsNothing() throws Exception {
    Scripted<String> stop = Scripted.value(1, "x");
    TakeUntil<Integer, String> until = HandFed.of(1, 2).takeUntil(stop);
    TestStream<Integer> stream = TestStream.of(until);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(until.takeFuture()).containsSame(stop);
    assertThat(until.takeFuture()).isEmpty();
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    stream.cancel();
    assertThat(stop.cancelled).as("it has another owner").isFalse();
  }

  @Test
  @Tag("F-44")
  void aFailureOfTheFutureIsThrownOnceAndEndsTheStream() throws Exception {
    HandFed<Integer> items = HandFed.of(1);
    TakeUntil<Integer, String> until = items.takeUntil(Future.failed(broken));
    TestStream<Integer> stream = TestStream.of(until);
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    assertThat(items.cancelled).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(until.takeResult()).contains(new Outcome.Failure<>(broken));
  }

  @Test
  @Tag("F-44")
  void aFailureOfAnItemStopsNothing() throws Exception {
    TestStream<Integer> stream =
        TestStream.of(HandFed.<Integer>of().fail(broken).put(1).takeUntil(Future.pending()));
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
  }

  @Test
  @Tag("F-57")
  void selectNextSomeGivesTheNextItemAndIsTerminatedThen() throws Exception {
    HandFed<Integer> items = HandFed.of();
    FusedFuture<Integer> next = items.selectNextSome();
    TestTask<Integer> task = TestTask.of(next);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(next.isTerminated()).isFalse();
    items.put(1).put(2);
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll()).isEqualTo(Poll.ready(1));
    assertThat(next.isTerminated()).isTrue();
    assertThat(task.poll().isPending()).as("a second item is not taken").isTrue();
    assertThat(TestTask.of(items.selectNextSome()).poll()).isEqualTo(Poll.ready(2));
  }

  @Test
  @Tag("F-57")
  void selectNextSomeStaysPendingAtTheEndAndIsTerminated() throws Exception {
    HandFed<Integer> items = HandFed.<Integer>of().end();
    FusedFuture<Integer> next = items.selectNextSome();
    TestTask<Integer> task = TestTask.of(next);
    assertThat(next.isTerminated()).isFalse();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(next.isTerminated()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(items.polls).isEqualTo(1);
  }

  @Test
  @Tag("F-57")
  void selectNextSomeBorrows() throws Exception {
    HandFed<Integer> items = HandFed.<Integer>of().fail(broken).put(1);
    FusedFuture<Integer> dropped = items.selectNextSome();
    dropped.cancel();
    assertThat(dropped.isTerminated()).isTrue();
    assertThat(items.cancelled).isFalse();
    FusedFuture<Integer> failing = items.selectNextSome();
    assertThatThrownBy(() -> TestTask.of(failing).poll()).isSameAs(broken);
    assertThat(failing.isTerminated()).isTrue();
    assertThat(TestTask.of(items.next()).poll()).isEqualTo(Poll.ready(Optional.of(1)));
  }
}
