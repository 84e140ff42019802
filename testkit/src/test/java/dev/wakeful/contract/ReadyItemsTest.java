package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.CountingWaker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
      for (int step = random.nextInt(6); step > 0; step--) {
        int by = 2 + random.nextInt(3);
        switch (random.nextInt(4)) {
          case 0 -> {
            ours = ours.map(i -> i * by);
            theirs = theirs.map(i -> i * by);
          }
          case 1 -> {
            ours = ours.filter(i -> i % by != 0);
            theirs = theirs.filter(i -> i % by != 0);
          }
          case 2 -> {
            ours = ours.skip(by);
            theirs = theirs.skip(by);
          }
          default -> {
            ours = ours.take(10L * by);
            theirs = theirs.limit(10L * by);
          }
        }
      }
      assertThat(Choppy.finish(ours.toList())).as("seed %d", seed).isEqualTo(theirs.toList());
    }
  }
}
