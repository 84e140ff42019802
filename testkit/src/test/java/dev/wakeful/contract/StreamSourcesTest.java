package dev.wakeful.contract;

import static dev.wakeful.contract.StreamScript.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.future.Pair;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Where streams come from.
@Tag("F-65")
@Tag("W-8")
class StreamSourcesTest {

  /// Sources that could go on for ever within one poll.
  enum Endless {
    ITERATOR("fromIterator"),
    REPEAT("repeat"),
    REPEAT_WITH("repeatWith"),
    UNFOLD("unfold"),
    CYCLE("cycle");

    private final String spelling;

    Endless(String spelling) {
      this.spelling = spelling;
    }

    Stream<Integer> make() {
      return switch (this) {
        case ITERATOR -> Stream.fromIterator(java.util.stream.Stream.generate(() -> 1).iterator());
        case REPEAT -> Stream.repeat(1);
        case REPEAT_WITH -> Stream.repeatWith(() -> 1);
        case UNFOLD -> Stream.unfold("", same -> Future.ready(Optional.of(new Pair<>(1, same))));
        case CYCLE -> Stream.cycle(() -> Stream.of(1));
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEndlessSourceLeavesRoomForOthers(Endless endless) throws Exception {
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 10);
    Stream<Integer> never = endless.make().filter(x -> false);
    assertThat(never.pollNext(cx)).isEqualTo(Next.pending());
    assertThat(waker.count()).as("wants to be polled again").isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void anEndlessSourceEndsWhenItIsCancelled(Endless endless) throws Exception {
    Stream<Integer> stream = endless.make();
    assertThat(stream).hasToString(endless.spelling);
    assertThat(TestStream.of(stream).pollNext()).isEqualTo(Next.item(1));
    assertThat(TestStream.of(stream).pollNext()).isEqualTo(Next.item(1));
    stream.cancel();
    stream.cancel();
    assertThat(TestStream.of(stream).pollNext()).isEqualTo(Next.end());
    Stream<Integer> another = endless.make();
    assertThat(another.pollCancel(Context.of(Waker.noop())).isReady()).isTrue();
    assertThat(TestStream.of(another).pollNext()).isEqualTo(Next.end());
  }

  @Test
  void ofGivesItsItemsNullIncluded() {
    @Nullable String[] array = {"a", null, "b"};
    Stream<@Nullable String> items = Stream.of(array);
    assertThat(items).hasToString("of");
    assertThat(play(items)).containsExactly("a", null, "b");
    assertThat(play(Stream.fromIterable(Arrays.asList(1, null)))).containsExactly(1, null);
  }

  @Test
  void ofKeepsACopy() {
    Integer[] array = {1, 2};
    Stream<Integer> items = Stream.of(array);
    array[0] = 9;
    assertThat(play(items)).containsExactly(1, 2);
  }

  @Test
  void anIteratorThatThrowsHasEnded() {
    Iterator<Integer> iterator =
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Integer next() {
            if (next == 1) {
              throw new IllegalStateException("broken");
            }
            return next++;
          }
        };
    List<@Nullable Object> log = play(Stream.fromIterator(iterator));
    assertThat(log).hasSize(2).first().isEqualTo(0);
    assertThat(log.get(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void emptyEndsAndPendingDoesNot() throws Exception {
    assertThat(Stream.empty()).hasToString("empty");
    assertThat(play(Stream.empty())).isEmpty();
    Stream<Integer> pending = Stream.pending();
    assertThat(pending).hasToString("pending");
    TestStream<Integer> task = TestStream.of(pending);
    assertThat(task.pollNext()).isEqualTo(Next.pending());
    assertThat(task.pollNext()).isEqualTo(Next.pending());
    assertThat(task.wakes()).isZero();
    task.cancel();
    assertThat(task.pollNext()).isEqualTo(Next.end());
  }

  @Test
  void onceGivesTheValueOfAFuture() throws Exception {
    Stream<Integer> once = Stream.once(Scripted.value(1, 7));
    assertThat(once).hasToString("once");
    assertThat(TestStream.of(once).pollNext()).isEqualTo(Next.pending());
    assertThat(play(once)).containsExactly(7);
    assertThat(TestStream.of(once).pollNext()).isEqualTo(Next.end());
    Exception failure = new Exception("x");
    assertThat(play(Stream.once(Future.failed(failure)))).containsExactly(failure);
  }

  @Test
  void onceOwnsItsFuture() {
    Scripted<Integer> future = Scripted.value(1, 7);
    Stream<Integer> once = Stream.once(future);
    once.cancel();
    assertThat(future.cancelled).isTrue();
    assertThat(play(once)).isEmpty();
  }

  @Test
  void repeatWithFailsForOneItem() throws Exception {
    Deque<Integer> left = new ArrayDeque<>(List.of(1));
    TestStream<Integer> stream =
        TestStream.of(
            Stream.repeatWith(() -> {
              if (left.isEmpty()) {
                left.add(2);
                throw new Exception("none");
              }
              return left.remove();
            }));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThatThrownBy(stream::pollNext).hasMessage("none");
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
  }

  @Test
  void unfoldMakesItemsOfAState() {
    Stream<Integer> squares =
        Stream.unfold(
            1,
            n ->
                Scripted.value(
                    1, n > 3 ? Optional.<Pair<Integer, Integer>>empty() : next(n * n, n + 1)));
    assertThat(play(squares)).containsExactly(1, 4, 9);
    assertThat(play(squares)).isEmpty();
  }

  private static Optional<Pair<Integer, Integer>> next(int item, int state) {
    return Optional.of(new Pair<>(item, state));
  }

  @Test
  void unfoldEndsAfterAFailure() throws Exception {
    Exception failure = new Exception("x");
    assertThat(play(Stream.<Integer, Integer>unfold(1, n -> Future.failed(failure))))
        .containsExactly(failure);
    TestStream<Integer> thrown =
        TestStream.of(
            Stream.<Integer, Integer>unfold(
                1,
                n -> {
                  throw failure;
                }));
    assertThatThrownBy(thrown::pollNext).isSameAs(failure);
    assertThat(thrown.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void functionsThatReturnNullAreNamed() {
    assertNamed("`unfold`", Stream.<Integer, Integer>unfold(1, n -> null));
    assertNamed("`cycle`", Stream.<Integer>cycle(() -> null));
    assertNamed("`pollFn`", Stream.<Integer>pollFn(cx -> null));
  }

  private static void assertNamed(String name, Stream<?> stream) {
    assertThatThrownBy(() -> TestStream.of(stream).pollNext())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining(name);
  }

  @Test
  void unfoldOwnsTheFutureUnderWay() throws Exception {
    FutureLedger ledger = new FutureLedger();
    TestStream<Integer> stream =
        TestStream.of(Stream.unfold(1, n -> ledger.track("step", Scripted.value(1, next(1, 1)))));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    stream.cancel();
    assertThat(ledger.cancelled()).containsExactly("step");
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  void pollFnIsCalledUntilItEnds() throws Exception {
    Exception failure = new Exception("x");
    int[] calls = {0};
    Stream<Integer> stream =
        Stream.pollFn(cx ->
            switch (calls[0]++) {
              case 0 -> Next.pending();
              case 1 -> Next.item(1);
              case 2 -> throw failure;
              default -> Next.end();
            });
    assertThat(stream).hasToString("pollFn");
    assertThat(play(stream)).containsExactly(1, failure);
    assertThat(play(stream)).isEmpty();
    assertThat(calls[0]).isEqualTo(4);
    Stream<Integer> cancelled = Stream.pollFn(cx -> Next.item(1));
    cancelled.cancel();
    assertThat(play(cancelled)).isEmpty();
  }

  @Test
  @Tag("F-43")
  void cycleBeginsAnewUntilARoundGivesNothing() {
    Deque<Stream<Integer>> rounds =
        new ArrayDeque<>(
            List.of(StreamScript.of(1, StreamScript.WAIT, 2), Stream.of(3), Stream.empty()));
    Stream<Integer> cycle = Stream.cycle(rounds::remove);
    assertThat(rounds).hasSize(3);
    assertThat(play(cycle)).containsExactly(1, 2, 3);
    assertThat(rounds).isEmpty();
    assertThat(play(cycle)).isEmpty();
  }

  @Test
  @Tag("F-43")
  void cycleEndsWhenItsFunctionFails() {
    Exception failure = new Exception("x");
    Stream<Integer> cycle =
        Stream.cycle(() -> {
          throw failure;
        });
    assertThat(play(cycle)).containsExactly(failure);
  }

  @Test
  @Tag("F-43")
  void cycleOwnsTheRoundUnderWay() throws Exception {
    StreamScript<Integer> round = StreamScript.of(1, StreamScript.WAIT);
    round.cleanUps = 1;
    Stream<Integer> cycle = Stream.cycle(() -> round);
    assertThat(TestStream.of(cycle).pollNext()).isEqualTo(Next.item(1));
    assertThat(cycle.pollCancel(Context.of(Waker.noop())).isPending()).isTrue();
    assertThat(cycle.pollCancel(Context.of(Waker.noop())).isReady()).isTrue();
    assertThat(round.cleanedUp).isTrue();
    assertThat(play(cycle)).isEmpty();
  }
}
