package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.CountingWaker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Items that are ready go from their source to the consumer in one call; nobody may notice.
class ReadyItemsTest {
  @Test
  @Tag("F-41")
  void eachItemGoesAllTheWayBeforeTheNextBegins() throws Exception {
    List<String> seen = new ArrayList<>();
    Future<Integer> sum =
        Stream.range(0, 3)
            .map(i -> {
              seen.add("map " + i);
              return i;
            })
            .filter(i -> {
              seen.add("filter " + i);
              return i != 1;
            })
            .fold(
                0,
                (total, i) -> {
                  seen.add("fold " + i);
                  return total + i;
                });
    assertThat(Choppy.finish(sum)).isEqualTo(2);
    assertThat(seen)
        .containsExactly(
            "map 0", "filter 0", "fold 0", "map 1", "filter 1", "map 2", "filter 2", "fold 2");
  }

  @Test
  @Tag("F-41")
  void theBudgetEndsAPollBetweenTwoItems() throws Exception {
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    List<Integer> seen = new ArrayList<>();
    Future<Long> count =
        Stream.range(0, 25)
            .map(i -> {
              seen.add(i);
              return i;
            })
            .count();
    for (int poll = 1; poll <= 2; poll++) {
      cx.begin(waker, 10);
      assertThat(count.poll(cx).isPending()).isTrue();
      assertThat(seen).hasSize(poll * 10);
      assertThat(waker.count()).isEqualTo(poll);
    }
    cx.begin(waker, 10);
    assertThat(count.poll(cx)).isEqualTo(Poll.ready(25L));
    assertThat(seen).isEqualTo(IntStream.range(0, 25).boxed().toList());
  }

  @Test
  @Tag("F-41")
  void aFailureOnTheWayEndsTheConsumerAndCancelsTheSource() {
    HandStream<Integer> source = HandStream.of(1, 2, 3);
    List<Integer> seen = new ArrayList<>();
    Stream<Integer> failing =
        source.map(i -> {
          if (i == 2) {
            throw new IOException("no twos");
          }
          return i;
        });
    assertThatThrownBy(() ->
            Choppy.finish(
                failing.fold(
                    0,
                    (sum, i) -> {
                      seen.add(i);
                      return sum;
                    })))
        .hasMessage("no twos");
    assertThat(seen).containsExactly(1);
    assertThat(source.cancelled).isTrue();
  }

  @Test
  @Tag("F-41")
  void anyPipelineGivesWhatTheJdkGives() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int length = random.nextInt(50);
      Stream<Integer> ours = Stream.range(0, length);
      java.util.stream.Stream<Integer> theirs = IntStream.range(0, length).boxed();
      for (int step = random.nextInt(14); step > 0; step--) {
        int by = 2 + random.nextInt(3);
        switch (random.nextInt(7)) {
          case 0 -> {
            ours = ours.filter(i -> i % by != 0);
            theirs = theirs.filter(i -> i % by != 0);
          }
          case 1 -> {
            ours = ours.skip(by);
            theirs = theirs.skip(by);
          }
          case 2 -> {
            ours = ours.take(10L * by);
            theirs = theirs.limit(10L * by);
          }
          default -> { // often, so that many stand in a row
            ours = ours.map(i -> i * by + 1);
            theirs = theirs.map(i -> i * by + 1);
          }
        }
      }
      assertThat(Choppy.finish(ours.toList())).as("seed %d", seed).isEqualTo(theirs.toList());
    }
  }

  @Test
  @Tag("F-41")
  void aFailureAnywhereInARowOfMapsIsThatOfItsItem() {
    for (int row = 1; row <= 10; row++) {
      for (int failing = 0; failing < row; failing++) {
        HandStream<Integer> source = HandStream.of(1, 2, 3);
        Stream<Integer> stream = source;
        List<Integer> passed = new ArrayList<>();
        for (int step = 0; step < row; step++) {
          boolean fails = step == failing;
          stream =
              stream.map(i -> {
                if (fails && i == 2) {
                  throw new IOException("no twos");
                }
                return i;
              });
        }
        Future<Integer> sum =
            stream.fold(
                0,
                (total, i) -> {
                  passed.add(i);
                  return total + i;
                });
        assertThatThrownBy(() -> Choppy.finish(sum)).hasMessage("no twos");
        assertThat(passed).containsExactly(1);
        assertThat(source.cancelled).isTrue();
      }
    }
  }

  @Test
  @Tag("F-41")
  void aSourceThatHasEndedIsLetGoOfByTheWholeRow() throws Exception {
    HandStream<Integer> source = HandStream.of(1, 2, 3).ended();
    Stream<Integer> row = source.map(i -> i + 1).filter(i -> i > 2).map(i -> i * 2);
    assertThat(Choppy.finish(row.toList())).containsExactly(6, 8);
    assertThat(source.cancelled).as("it is over: there is nothing to cancel").isFalse();
    row.cancel();
    assertThat(source.cancelled).as("nobody holds it any more").isFalse();
  }

  @Test
  @Tag("F-41")
  void aRangeOfAllNumbersGivesAsManyAsTheBudgetAllows() throws Exception {
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    List<Integer> seen = new ArrayList<>();
    Future<Long> all =
        Stream.range(Integer.MIN_VALUE, Integer.MAX_VALUE)
            .map(i -> {
              seen.add(i);
              return i;
            })
            .count();
    for (int poll = 1; poll <= 3; poll++) {
      cx.begin(waker, 2);
      assertThat(all.poll(cx).isPending()).isTrue();
    }
    assertThat(seen)
        .isEqualTo(IntStream.range(Integer.MIN_VALUE, Integer.MIN_VALUE + 6).boxed().toList());
  }

  @Test
  @Tag("F-61")
  @Tag("F-62")
  void mergedStreamsGiveAllAtOnceWhatTheyGiveOneByOne() {
    int failed = 0;
    for (int seed = 0; seed < 500; seed++) {
      Stream<Integer> merged = merged(new Random(seed), 3);
      List<Integer> oneByOne = new ArrayList<>();
      Exception apart = gather(Stream.pollFn(merged::pollNext), oneByOne);
      List<Integer> atOnce = new ArrayList<>();
      Exception together = gather(merged(new Random(seed), 3), atOnce);
      assertThat(atOnce).as("seed %d", seed).isEqualTo(oneByOne);
      assertThat(String.valueOf(together)).as("seed %d", seed).isEqualTo(String.valueOf(apart));
      failed += together == null ? 0 : 1;
    }
    assertThat(failed).isBetween(50, 450);
  }

  /// Takes all items, with a budget that ends many polls; the failure, if there is one.
  private static @Nullable Exception gather(Stream<Integer> items, List<Integer> into) {
    Future<Integer> all =
        items.fold(
            0,
            (sum, i) -> {
              into.add(i);
              return sum + i;
            });
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    try {
      int woken;
      do {
        woken = waker.count();
        cx.begin(waker, 7);
        if (all.poll(cx).isReady()) {
          return null;
        }
        into.add(-1); // where a poll ended
      } while (waker.count() > woken);
    } catch (Exception failure) {
      return failure;
    }
    throw new AssertionError("Pending, and nobody was woken");
  }

  /// A tree of merged streams, the same for the same numbers.
  private static Stream<Integer> merged(Random random, int deep) {
    int kind = random.nextInt(deep == 0 ? 4 : 8);
    int length = random.nextInt(20);
    Random own = new Random(random.nextInt());
    return switch (kind) {
      case 0 -> Stream.range(0, length);
      case 1 -> Stream.range(0, length).map(i -> i * 3);
      case 2 -> Stream.fromIterable(IntStream.range(100, 100 + length).boxed().toList());
      case 3 ->
          Stream.pollFn(cx -> {
            int next = own.nextInt(120);
            if (next % 3 == 0) {
              cx.waker().wake();
              return Next.pending();
            }
            if (next == 1) {
              throw new IOException("item " + next);
            }
            return next > 110 ? Next.end() : Next.item(next);
          });
      case 4 ->
          merged(random, deep - 1).mergeBy(merged(random, deep - 1), () -> own.nextInt(3) == 0);
      case 5 -> merged(random, deep - 1).merge(merged(random, deep - 1)).filter(i -> i % 2 == 0);
      default -> merged(random, deep - 1).merge(merged(random, deep - 1));
    };
  }

  @Test
  @Tag("F-61")
  void anErrorAmongMergedItemsLeavesNothingRunning() {
    HandFed<Integer> breaking = HandFed.of(1).fail(new AssertionError("broken"));
    HandFed<Integer> other = HandFed.of(2, 3);
    Future<Integer> sum = other.merge(breaking).fold(0, Integer::sum);
    assertThatThrownBy(() -> Choppy.finish(sum)).isInstanceOf(AssertionError.class);
    assertThat(breaking.cancelled).isTrue();
    assertThat(other.cancelled).isTrue();

    HandFed<Integer> one = HandFed.of(1);
    HandFed<Integer> two = HandFed.of(2);
    Future<Integer> failing =
        one.merge(two)
            .fold(
                0,
                (total, i) -> {
                  throw new AssertionError("no taker");
                });
    assertThatThrownBy(() -> Choppy.finish(failing)).hasMessage("no taker");
    assertThat(one.cancelled).isTrue();
    assertThat(two.cancelled).isTrue();
  }
}
