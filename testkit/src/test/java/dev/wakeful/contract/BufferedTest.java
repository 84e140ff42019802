package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `buffered` and `bufferUnordered`.
class BufferedTest {
  private final Exception broken = new Exception("broken");
  private final List<Scripted<Integer>> begun = new ArrayList<>();
  private final HandFed<Integer> items = new HandFed<>();

  enum Kind {
    BUFFERED("buffered"),
    BUFFER_UNORDERED("bufferUnordered");

    private final String spelling;

    Kind(String spelling) {
      this.spelling = spelling;
    }

    <T> Stream<T> of(Stream<? extends Supplier<Future<T>>> source, int limit) {
      return this == BUFFERED
          ? source.buffered(limit, Supplier::get)
          : source.bufferUnordered(limit, Supplier::get);
    }
  }

  /// Work that is Pending once.
  private Future<Integer> work(int item) {
    Scripted<Integer> work = Scripted.value(1, item);
    begun.add(work);
    return work;
  }

  private void finish(int which) {
    begun.get(which).wake();
  }

  @Test
  @Tag("F-51")
  void unorderedGivesWhatFinishesFirst() throws Exception {
    items.put(0).put(1).put(2);
    TestStream<Integer> stream = TestStream.of(items.bufferUnordered(2, this::work));
    assertThat(begun).isEmpty();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(begun).as("two in flight").hasSize(2);
    finish(1);
    assertThat(stream.isWoken()).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(begun).as("and two again").hasSize(3);
    finish(2);
    finish(0);
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    items.end();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-50")
  void bufferedGivesValuesInOrderAndTheFirstHoldsUpTheOthers() throws Exception {
    items.put(0).put(1).put(2);
    TestStream<Integer> stream = TestStream.of(items.buffered(2, this::work));
    assertThat(begun).isEmpty();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(begun).hasSize(2);
    finish(1);
    assertThat(stream.pollNext()).as("the first is awaited").isEqualTo(Next.pending());
    assertThat(begun.get(1).finished).as("but the second has run").isTrue();
    assertThat(begun).as("one that has finished and was not taken counts").hasSize(2);
    finish(0);
    assertThat(stream.isWoken()).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(begun).hasSize(3);
    items.end();
    finish(2);
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-50")
  @Tag("F-51")
  void aFailureOfAFutureIsThatOfOneItem(Kind kind) throws Exception {
    FutureLedger ledger = new FutureLedger();
    List<Supplier<Future<Integer>>> work =
        List.of(
            () -> ledger.track("a", Future.ready(1)),
            () -> ledger.track("b", Future.failed(broken)),
            () -> ledger.track("c", Future.ready(3)));
    TestStream<Integer> stream = TestStream.of(kind.of(Stream.fromIterable(work), 3));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    assertThat(stream.pollNext()).isEqualTo(Next.item(3));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    ledger.assertSettled();
    assertThat(ledger.cancelled()).isEmpty();
  }

  @Test
  @Tag("F-50")
  void bufferedGivesFailuresOfTheSourceAndTheFunctionInOrderToo() throws Exception {
    Exception second = new Exception("second");
    items.put(0).fail(broken).put(1).put(2).end();
    TestStream<Integer> stream =
        TestStream.of(
            items.buffered(
                4,
                item -> {
                  if (item == 1) {
                    throw second;
                  }
                  return work(item);
                }));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    finish(1);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    finish(0);
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    assertThatThrownBy(stream::pollNext).isSameAs(second);
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-51")
  void unorderedThrowsFailuresOfTheSourceAtOnce() throws Exception {
    items.put(0).fail(broken).end();
    TestStream<Integer> stream = TestStream.of(items.bufferUnordered(4, this::work));
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    assertThat(begun).hasSize(1);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    finish(0);
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-50")
  @Tag("F-51")
  void whoCancelsItCancelsTheFuturesInOrderAndTheSource(Kind kind) throws Exception {
    FutureLedger ledger = new FutureLedger();
    HandFed<Supplier<Future<Integer>>> source = new HandFed<>();
    for (int i = 0; i < 3; i++) {
      String name = "work " + i;
      source.put(() -> ledger.track(name, Future.pending()));
    }
    TestStream<Integer> stream = TestStream.of(kind.of(source, 8));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    stream.cancel();
    assertThat(ledger.cancelled()).containsExactly("work 0", "work 1", "work 2");
    assertThat(source.cancelled).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-50")
  @Tag("F-51")
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void aLimitBelowOneAndAFunctionWithoutAFutureAreNamed(Kind kind) {
    assertThatThrownBy(() -> kind.of(Stream.fromIterable(List.of(() -> Future.ready(1))), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("`" + kind.spelling + "` wants a limit of 1 or more, not 0");
    List<Supplier<Future<Integer>>> nothing = List.of(() -> null);
    assertThatThrownBy(() -> TestStream.of(kind.of(Stream.fromIterable(nothing), 1)).pollNext())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`" + kind.spelling + "`");
  }

  /// tokio#3493, futures-rs#2526: what is polled does not grow with what waits.
  @ParameterizedTest
  @EnumSource
  @Tag("R-89")
  @Tag("F-50")
  @Tag("F-51")
  void pollsAreLinearInTheItems(Kind kind) throws Exception {
    int count = 10_000;
    int[] polls = {0};
    Supplier<Future<Integer>> work =
        () ->
            Future.pollFn(cx -> {
              polls[0]++;
              if (!cx.proceed()) {
                return Poll.pending();
              }
              cx.progress();
              return Poll.ready(1);
            });
    Stream<Supplier<Future<Integer>>> source =
        Stream.fromIterable(IntStream.range(0, count).mapToObj(i -> work).toList());
    Stream<Integer> stream = kind.of(source, 5_000);
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    int given = 0;
    int turns = 0;
    Next<Integer> next = Next.pending();
    while (!(next instanceof Next.End<Integer>)) {
      assertThat(waker.count()).isGreaterThanOrEqualTo(turns);
      cx.begin(waker, 128);
      turns++;
      next = stream.pollNext(cx);
      while (next instanceof Next.Item<Integer>) {
        given++;
        next = stream.pollNext(cx);
      }
    }
    assertThat(given).isEqualTo(count);
    assertThat(polls[0]).isEqualTo(count);
    assertThat(turns).isLessThan(4 * count / 128);
  }
}
