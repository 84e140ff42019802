package dev.wakeful.contract;

import static dev.wakeful.contract.StreamScript.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Cancelled;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestStream;
import dev.wakeful.testkit.TestTask;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Adapters that run a future for each item.
class StreamAsyncTest {
  private final FutureLedger ledger = new FutureLedger();

  enum Adapter {
    AND_THEN,
    THEN,
    FILTER,
    FILTER_MAP,
    TAKE_WHILE,
    SKIP_WHILE,
    SCAN,
    OR_ELSE;

    /// An adapter that runs such a future for the first item, and then gives 1.
    Stream<Integer> make(StreamScript<Integer> source, Future<Integer> work) {
      return switch (this) {
        case AND_THEN -> source.andThen(x -> work);
        case THEN -> source.then(x -> work);
        case FILTER -> source.filterAsync(x -> work.map(y -> true));
        case FILTER_MAP -> source.filterMapAsync(x -> work.map(Optional::of));
        case TAKE_WHILE -> source.takeWhileAsync(x -> work.map(y -> true));
        case SKIP_WHILE -> source.skipWhileAsync(x -> work.map(y -> false));
        case SCAN -> source.scanAsync(0, (sum, x) -> work);
        case OR_ELSE -> source.orElse(e -> work);
      };
    }
  }

  private StreamScript<Integer> source(Adapter adapter) {
    return StreamScript.of(adapter == Adapter.OR_ELSE ? new Exception("replaced") : 1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-42")
  void waitsForTheFutureAndAsksForNoItemMeanwhile(Adapter adapter) throws Exception {
    StreamScript<Integer> source = source(adapter);
    TestStream<Integer> stream =
        TestStream.of(adapter.make(source, ledger.track("work", Scripted.value(1, 1))));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(source.polls).isEqualTo(1);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(source.polls).isEqualTo(1);
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    ledger.assertSettled();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-59")
  void theFailureOfTheFutureIsThatOfItsItem(Adapter adapter) throws Exception {
    Exception failure = new Exception("work");
    TestStream<Integer> stream =
        TestStream.of(
            adapter.make(source(adapter), ledger.track("work", Scripted.failure(1, failure))));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThatThrownBy(stream::pollNext).isSameAs(failure);
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    ledger.assertSettled();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-17")
  void anErrorOfTheFuturePassesThrough(Adapter adapter) throws Exception {
    Error error = new Cancelled("test");
    StreamScript<Integer> source = source(adapter);
    TestStream<Integer> stream =
        TestStream.of(adapter.make(source, ledger.track("work", Scripted.error(0, error))));
    assertThatThrownBy(stream::pollNext).isSameAs(error);
    stream.cancel();
    assertThat(source.cancels).isEqualTo(1);
    ledger.assertSettled();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-42")
  void cancelReachesTheFutureToo(Adapter adapter) throws Exception {
    StreamScript<Integer> source = source(adapter);
    TestStream<Integer> stream =
        TestStream.of(adapter.make(source, ledger.track("work", Scripted.value(9, 1))));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    stream.cancel();
    assertThat(ledger.cancelled()).containsExactly("work");
    assertThat(source.cancels).isEqualTo(1);
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-40")
  void aNextThatIsDroppedLeavesTheWorkUnderWay(Adapter adapter) throws Exception {
    Stream<Integer> stream =
        adapter.make(source(adapter), ledger.track("work", Scripted.value(1, 1)));
    TestTask<?> dropped = TestTask.of(stream.next());
    assertThat(dropped.poll().isPending()).isTrue();
    dropped.cancel();
    assertThat(TestTask.of(stream.next()).poll().get()).contains(1);
    ledger.assertSettled();
  }

  private static <T> Future<T> later(T value) {
    return Scripted.value(1, value);
  }

  @Test
  @Tag("F-42")
  void theAsynchronousFormsDoAsThePlainOnes() {
    assertThat(play(Stream.of(1, 2, 3, 4).filterAsync(x -> later(x % 2 == 0))))
        .containsExactly(2, 4);
    assertThat(
            play(
                Stream.of(1, 2, 3)
                    .filterMapAsync(x -> later(x == 2 ? Optional.empty() : Optional.of("" + x)))))
        .containsExactly("1", "3");
    assertThat(play(Stream.of(1, 2, 3, 1).skipWhileAsync(x -> later(x < 3)))).containsExactly(3, 1);
    assertThat(play(Stream.of(1, 2, 3).scanAsync(0, (sum, x) -> later(sum + x))))
        .containsExactly(1, 3, 6);
    assertThat(play(Stream.of(1, 2).andThen(x -> later(-x)))).containsExactly(-1, -2);
  }

  @Test
  @Tag("F-42")
  void takeWhileAsyncCancelsTheRest() {
    StreamScript<Integer> source = StreamScript.of(1, 2, 1);
    assertThat(play(source.takeWhileAsync(x -> later(x < 2)))).containsExactly(1);
    assertThat(source.cancels).isEqualTo(1);
  }

  @Test
  @Tag("F-42")
  void thenGoesOnFromItemsAndFailuresAlike() {
    Exception failure = new Exception("x");
    assertThat(play(StreamScript.<Integer>of(1, failure, 2).then(x -> later(x))))
        .containsExactly(
            new Outcome.Success<>(1), new Outcome.Failure<>(failure), new Outcome.Success<>(2));
  }

  @Test
  @Tag("F-59")
  void orElseReplacesEachFailureWhereItStands() {
    Exception failure = new Exception("x");
    assertThat(play(StreamScript.<Integer>of(1, failure, 2, failure).orElse(e -> later(0))))
        .isEqualTo(List.of(1, 0, 2, 0));
  }
}
