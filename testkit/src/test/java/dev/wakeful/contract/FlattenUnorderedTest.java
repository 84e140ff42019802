package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F-47")
class FlattenUnorderedTest {
  private final Exception broken = new Exception("broken");

  /// From one number to another, both included.
  private static Stream<Integer> range(int first, int last) {
    return Stream.fromIterable(IntStream.rangeClosed(first, last).boxed().toList());
  }

  @Test
  void theStreamsTakeTurns() throws Exception {
    Stream<Stream<Integer>> streams =
        Stream.fromIterable(List.of(range(0, 4), range(6, 10), range(10, 12)));
    assertThat(all(Stream.flattenUnordered(3, streams)))
        .containsExactly(0, 6, 10, 1, 7, 11, 2, 8, 12, 3, 9, 4, 10);
  }

  @Test
  void noMoreThanTheLimitAreOpen() throws Exception {
    List<HandFed<Integer>> opened = new ArrayList<>();
    TestStream<Integer> stream =
        TestStream.of(
            range(0, 3)
                .flatMapUnordered(
                    2,
                    x -> {
                      opened.add(HandFed.of(x));
                      return opened.getLast();
                    }));
    assertThat(stream.pollNext()).isEqualTo(Next.item(0));
    assertThat(opened).hasSize(2);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    opened.getFirst().end();
    assertThat(stream.isWoken()).isTrue();
    assertThat(stream.pollNext()).as("one has ended, the next is open").isEqualTo(Next.item(2));
    assertThat(opened).hasSize(3);
    opened.get(1).end();
    opened.get(2).end();
    assertThat(stream.pollNext()).isEqualTo(Next.item(3));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    opened.get(3).end();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  void openingAStreamWakesNobody() throws Exception {
    HandFed<HandFed<Integer>> outer = new HandFed<>();
    outer.put(new HandFed<>());
    TestStream<Integer> stream = TestStream.of(outer.flatMapUnordered(2, x -> x));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.wakes()).isZero();
    outer.put(new HandFed<>());
    assertThat(stream.wakes()).isEqualTo(1);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.wakes()).as("the source's only").isEqualTo(1);
  }

  @Test
  void onlyWhatWasWokenIsPolled() throws Exception {
    List<HandFed<Integer>> inner = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      inner.add(new HandFed<>());
    }
    HandFed<HandFed<Integer>> outer = new HandFed<>();
    inner.forEach(outer::put);
    TestStream<Integer> stream = TestStream.of(outer.flatMapUnordered(100, x -> x));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    inner.get(42).put(7);
    assertThat(stream.isWoken()).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.item(7));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(inner.get(42).polls).isEqualTo(3);
    assertThat(inner.stream().mapToInt(each -> each.polls).sum()).isEqualTo(102);
  }

  @Test
  void failuresOfItemsPassThroughAndNothingEnds() throws Exception {
    HandFed<Integer> inner = HandFed.of(1);
    HandFed<Integer> outer = HandFed.of(0);
    TestStream<Integer> stream = TestStream.of(outer.flatMapUnordered(2, x -> inner));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    inner.fail(broken);
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    inner.put(2);
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    outer.fail(broken);
    assertThatThrownBy(stream::pollNext).isSameAs(broken);
    outer.end();
    inner.put(3).end();
    assertThat(stream.pollNext()).isEqualTo(Next.item(3));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  void whoCancelsItCancelsTheInnerStreamsAndTheSource() throws Exception {
    HandFed<Integer> ended = HandFed.<Integer>of().end();
    HandFed<Integer> open = new HandFed<>();
    HandFed<HandFed<Integer>> outer = HandFed.of(ended, open);
    TestStream<Integer> stream = TestStream.of(outer.flatMapUnordered(2, x -> x));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    stream.cancel();
    assertThat(open.cancelled).isTrue();
    assertThat(outer.cancelled).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void aWrongLimitAndAMissingStreamAreNamed() {
    assertThatThrownBy(() -> range(0, 1).flatMapUnordered(0, x -> range(0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("`flatMapUnordered` wants a limit of 1 or more, not 0");
    assertThatThrownBy(
            () -> Stream.flattenUnordered(0, Stream.fromIterable(List.<Stream<Integer>>of())))
        .hasMessage("`flattenUnordered` wants a limit of 1 or more, not 0");
    Stream<Integer> nothing = range(0, 1).flatMapUnordered(1, x -> null);
    assertThatThrownBy(() -> TestStream.of(nothing).pollNext())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`flatMapUnordered`");
  }

  @Test
  void withoutALimitAllAreOpenAndTheNameSaysSo() throws Exception {
    List<HandFed<Integer>> opened = new ArrayList<>();
    Stream<Integer> stream =
        range(1, 1_000)
            .flatMapUnorderedUnbounded(x -> {
              opened.add(new HandFed<>());
              return opened.getLast();
            });
    assertThat(stream).hasToString("flatMapUnorderedUnbounded");
    assertThat(TestStream.of(stream).pollNext()).isEqualTo(Next.pending());
    assertThat(opened).hasSize(1_000);
    stream.cancel();
    assertThat(opened).allSatisfy(each -> assertThat(each.cancelled).isTrue());
  }

  /// tokio#3493, futures-rs#2526: what is polled does not grow with what waits.
  @Test
  @Tag("R-89")
  void pollsAreLinearInTheItems() throws Exception {
    int streams = 1_000;
    int perStream = 10;
    int[] polls = {0};
    int[] given = new int[streams];
    Stream<Integer> all =
        range(0, streams - 1)
            .flatMapUnordered(
                streams,
                x ->
                    cx -> {
                      polls[0]++;
                      if (given[x] == perStream) {
                        return Next.end();
                      }
                      if (!cx.proceed()) {
                        return Next.pending();
                      }
                      cx.progress();
                      given[x]++;
                      return Next.item(x);
                    });
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    int items = 0;
    int turns = 0;
    Next<Integer> next = Next.pending();
    while (!(next instanceof Next.End<Integer>)) {
      assertThat(waker.count()).isGreaterThanOrEqualTo(turns);
      cx.begin(waker, 128);
      turns++;
      next = all.pollNext(cx);
      while (next instanceof Next.Item<Integer>) {
        items++;
        next = all.pollNext(cx);
      }
    }
    assertThat(items).isEqualTo(streams * perStream);
    assertThat(polls[0]).isLessThanOrEqualTo(items + 2 * streams);
    assertThat(turns).isLessThan(4 * items / 128);
  }

  @Test
  @Tag("R-85")
  void endlessStreamsShareTheBudgetWithEachOtherAndWithTheSource() throws Exception {
    int[] opened = {0};
    Stream<Integer> all =
        Stream.fromIterable(() -> IntStream.iterate(0, x -> x + 1).iterator())
            .flatMapUnorderedUnbounded(x -> {
              opened[0]++;
              return Stream.fromIterable(() -> IntStream.iterate(0, y -> y + 1).iterator());
            });
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    int items = 0;
    for (int turn = 1; turn <= 20; turn++) {
      cx.begin(waker, 128);
      while (all.pollNext(cx) instanceof Next.Item<Integer>) {
        items++;
      }
      assertThat(waker.count()).isGreaterThanOrEqualTo(turn);
    }
    assertThat(items).isGreaterThanOrEqualTo(1_000);
    assertThat(opened[0]).isGreaterThanOrEqualTo(1_000);
    all.cancel();

    int[] given = new int[3];
    Stream<Integer> three =
        range(0, 2)
            .flatMapUnordered(
                3,
                x ->
                    cx2 -> {
                      given[x]++;
                      return Next.item(x);
                    });
    TestStream<Integer> stream = TestStream.of(three);
    for (int i = 0; i < 300; i++) {
      assertThat(stream.pollNext()).isInstanceOf(Next.Item.class);
    }
    assertThat(given).containsExactly(100, 100, 100);
  }

  /// A stream that ends without an item leaves its place to the next one, in the same poll: nobody
  /// would wake for it.
  @Test
  void anEmptyStreamLeavesItsPlaceAtOnce() throws Exception {
    TestStream<Integer> stream =
        TestStream.of(range(0, 9).flatMapUnordered(2, x -> x < 9 ? range(1, 0) : range(9, 9)));
    assertThat(stream.pollNext()).isEqualTo(Next.item(9));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  private static <T> List<T> all(Stream<T> stream) throws Exception {
    TestStream<T> polled = TestStream.of(stream);
    List<T> items = new ArrayList<>();
    while (polled.pollNext() instanceof Next.Item<T>(T item)) {
      items.add(item);
    }
    return items;
  }
}
