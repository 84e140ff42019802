package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Pair;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.testkit.TestStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MergeAndZipTest {
  private final Exception broken = new Exception("broken");

  @Test
  @Tag("F-61")
  @Tag("W-2")
  void mergeAlternatesAndEndsWhenBothHaveEnded() throws Exception {
    Stream<Integer> merged =
        Stream.fromIterable(List.of(1, 2, 3, 4)).merge(Stream.fromIterable(List.of(10, 20)));
    assertThat(all(merged)).containsExactly(1, 10, 2, 20, 3, 4);
    assertThat(TestStream.of(merged).pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-61")
  @Tag("W-2")
  void mergeGivesWhatIsThereAndWaitsForBoth() throws Exception {
    HandFed<Integer> one = HandFed.of();
    HandFed<Integer> two = HandFed.of();
    TestStream<Integer> merged = TestStream.of(one.merge(two));
    assertThat(merged.pollNext()).isEqualTo(Next.pending());
    two.put(2);
    assertThat(merged.isWoken()).isTrue();
    assertThat(merged.pollNext()).isEqualTo(Next.item(2));
    assertThat(merged.pollNext()).isEqualTo(Next.pending());
    two.end();
    assertThat(merged.isWoken()).isTrue();
    assertThat(merged.pollNext()).isEqualTo(Next.pending());
    one.put(1).end();
    assertThat(merged.isWoken()).as("the first is heard after the second has ended").isTrue();
    assertThat(merged.pollNext()).isEqualTo(Next.item(1));
    assertThat(merged.pollNext()).isEqualTo(Next.end());
    assertThat(two.polls).as("one that has ended is left alone").isEqualTo(4);
  }

  @Test
  @Tag("F-61")
  void aFailureOfOneOfTheMergedPassesThrough() throws Exception {
    TestStream<Integer> merged =
        TestStream.of(HandFed.<Integer>of().fail(broken).put(1).end().merge(HandFed.of(2).end()));
    assertThatThrownBy(merged::pollNext).isSameAs(broken);
    assertThat(merged.pollNext()).isEqualTo(Next.item(2));
    assertThat(merged.pollNext()).isEqualTo(Next.item(1));
    assertThat(merged.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-62")
  void mergeByAsksWhoGoesFirst() throws Exception {
    Stream<Integer> ones = Stream.fromIterable(List.of(1, 2, 3));
    Stream<Integer> tens = Stream.fromIterable(List.of(10, 20));
    assertThat(all(ones.mergeBy(tens, () -> true))).containsExactly(1, 2, 3, 10, 20);

    int[] turn = {0};
    Stream<Integer> a = Stream.fromIterable(List.of(1, 2));
    Stream<Integer> b = Stream.fromIterable(List.of(10, 20, 30));
    assertThat(all(a.mergeBy(b, () -> turn[0]++ % 3 != 2))).containsExactly(1, 2, 10, 20, 30);
    assertThat(turn[0]).as("not asked when only one is left").isEqualTo(4);
  }

  @Test
  @Tag("F-62")
  void mergeByFallsBackToTheOther() throws Exception {
    HandFed<Integer> preferred = HandFed.of();
    HandFed<Integer> other = HandFed.of(5);
    TestStream<Integer> merged = TestStream.of(preferred.mergeBy(other, () -> true));
    assertThat(merged.pollNext()).isEqualTo(Next.item(5));
    assertThat(merged.pollNext()).isEqualTo(Next.pending());
    preferred.put(1);
    assertThat(merged.isWoken()).isTrue();
    assertThat(merged.pollNext()).isEqualTo(Next.item(1));
  }

  @Test
  @Tag("F-43")
  void zipHoldsTheItemThatCameFirst() throws Exception {
    HandFed<Integer> one = HandFed.of(1);
    HandFed<String> two = HandFed.of();
    TestStream<Pair<Integer, String>> zipped = TestStream.of(one.zip(two));
    assertThat(zipped.pollNext()).isEqualTo(Next.pending());
    assertThat(zipped.pollNext()).isEqualTo(Next.pending());
    assertThat(one.polls).as("not asked for a second item").isEqualTo(1);
    two.put("a").put("b");
    assertThat(zipped.isWoken()).isTrue();
    assertThat(zipped.pollNext()).isEqualTo(Next.item(new Pair<>(1, "a")));
    assertThat(zipped.pollNext()).isEqualTo(Next.pending());
    one.put(2);
    assertThat(zipped.isWoken()).isTrue();
    assertThat(zipped.pollNext()).isEqualTo(Next.item(new Pair<>(2, "b")));
  }

  @Test
  @Tag("F-43")
  void zipEndsWithTheFirstEndAndCancelsTheOther() throws Exception {
    HandFed<Integer> longer = HandFed.of(1, 2);
    TestStream<Pair<Integer, String>> second =
        TestStream.of(longer.zip(HandFed.<String>of("a").end()));
    assertThat(second.pollNext()).isEqualTo(Next.item(new Pair<>(1, "a")));
    assertThat(second.pollNext()).isEqualTo(Next.end());
    assertThat(longer.cancelled).isTrue();
    assertThat(second.pollNext()).isEqualTo(Next.end());

    HandFed<String> untouched = HandFed.of();
    TestStream<Pair<Integer, String>> first =
        TestStream.of(HandFed.<Integer>of().end().zip(untouched));
    assertThat(first.pollNext()).isEqualTo(Next.end());
    assertThat(untouched.cancelled).isTrue();
    assertThat(untouched.polls).as("no item is taken that would be lost").isZero();
    assertThat(first.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-43")
  void aFailureMakesNoPairAndTheHeldItemStays() throws Exception {
    HandFed<Integer> one = HandFed.of(1);
    HandFed<String> two = HandFed.<String>of().fail(broken).put("a");
    TestStream<Pair<Integer, String>> zipped = TestStream.of(one.zip(two));
    assertThatThrownBy(zipped::pollNext).isSameAs(broken);
    assertThat(zipped.pollNext()).isEqualTo(Next.item(new Pair<>(1, "a")));
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
