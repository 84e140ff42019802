package dev.wakeful.contract;

import static dev.wakeful.contract.StreamScript.NULL;
import static dev.wakeful.contract.StreamScript.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.future.Pair;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Futures that take a stream to its end.
class StreamConsumersTest {

  enum Consumer {
    COLLECT("collect"),
    TO_LIST("toList"),
    COUNT("count"),
    FOLD("fold"),
    FOLD_ASYNC("foldAsync"),
    ANY("any"),
    ANY_ASYNC("anyAsync"),
    ALL("all"),
    ALL_ASYNC("allAsync"),
    FOR_EACH("forEach");

    private final String spelling;

    Consumer(String spelling) {
      this.spelling = spelling;
    }

    /// A consumer that wants all items.
    Future<?> make(Stream<@Nullable Integer> source) {
      return switch (this) {
        case COLLECT -> source.collect(Collectors.counting());
        case TO_LIST -> source.toList();
        case COUNT -> source.count();
        case FOLD -> source.fold(0, (sum, x) -> sum + 1);
        case FOLD_ASYNC -> source.foldAsync(0, (sum, x) -> Future.ready(sum + 1));
        case ANY -> source.any(x -> false);
        case ANY_ASYNC -> source.anyAsync(x -> Future.ready(false));
        case ALL -> source.all(x -> true);
        case ALL_ASYNC -> source.allAsync(x -> Future.ready(true));
        case FOR_EACH -> source.forEach(x -> Future.ready(x));
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-2")
  @Tag("C-3")
  void isLazyTakesAllAndFinishesOnce(Consumer consumer) throws Exception {
    StreamScript<@Nullable Integer> source = StreamScript.of(1, WAIT, NULL, 3);
    TestTask<?> task = TestTask.of(consumer.make(source));
    assertThat(source.polls).isZero();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isReady()).isTrue();
    assertThat(source.polls).isEqualTo(5);
    assertThat(source.cancels).as("it has ended").isZero();
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`" + consumer.spelling + "`");
    assertThat(consumer.make(source)).hasToString(consumer.spelling);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-59")
  @Tag("W-3")
  void stopsAtTheFirstFailureAndCancelsTheStream(Consumer consumer) {
    Exception failure = new Exception("first");
    StreamScript<@Nullable Integer> source = StreamScript.of(1, failure, 2);
    TestTask<?> task = TestTask.of(consumer.make(source));
    assertThatThrownBy(task::poll).isSameAs(failure);
    assertThat(source.polls).isEqualTo(2);
    assertThat(source.cancels).isEqualTo(1);
    task.cancel();
    assertThat(source.cancels).isEqualTo(1);
    assertThatThrownBy(task::poll).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-17")
  void anErrorPassesThroughAndTheStreamIsCancelled(Consumer consumer) {
    Error error = new Cancelled("test");
    StreamScript<@Nullable Integer> source = StreamScript.of(1, error);
    assertThatThrownBy(() -> TestTask.of(consumer.make(source)).poll()).isSameAs(error);
    assertThat(source.cancels).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-41")
  void cancelReachesTheStream(Consumer consumer) throws Exception {
    StreamScript<@Nullable Integer> source = StreamScript.of(1, WAIT);
    TestTask<?> task = TestTask.of(consumer.make(source));
    assertThat(task.poll().isPending()).isTrue();
    task.cancel();
    task.cancel();
    assertThat(source.cancels).isEqualTo(1);
    assertThatThrownBy(task::poll).hasMessageContaining("`" + consumer.spelling + "`");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-41")
  void theCleanUpOfTheStreamHasItsTime(Consumer consumer) throws Exception {
    StreamScript<@Nullable Integer> source = StreamScript.of(1, WAIT);
    source.cleanUps = 1;
    Future<?> future = consumer.make(source);
    assertThat(TestTask.of(future).poll().isPending()).isTrue();
    CountingWaker waker = new CountingWaker();
    assertThat(future.pollCancel(Context.of(waker)).isPending()).isTrue();
    assertThat(waker.count()).isEqualTo(1);
    assertThatThrownBy(() -> TestTask.of(future).poll())
        .hasMessageContaining("`" + consumer.spelling + "`");
    assertThat(future.pollCancel(Context.of(waker)).isReady()).isTrue();
    assertThat(source.cleanedUp).isTrue();
    assertThat(future.pollCancel(Context.of(waker)).isReady()).isTrue();
    future.cancel();
    assertThat(source.cancels).isZero();

    StreamScript<@Nullable Integer> another = StreamScript.of(1);
    another.cleanUps = 1;
    Future<?> cut = consumer.make(another);
    assertThat(cut.pollCancel(Context.of(Waker.noop())).isPending()).isTrue();
    cut.cancel();
    assertThat(another.cancels).isEqualTo(1);
    assertThat(another.cleanedUp).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("W-8")
  void anEndlessStreamLeavesRoomForOthers(Consumer consumer) throws Exception {
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 10);
    int[] given = {0};
    Future<?> future = consumer.make(Stream.repeatWith(() -> given[0]++));
    assertThat(future.poll(cx).isPending()).isTrue();
    assertThat(given[0]).isEqualTo(10);
    assertThat(waker.count()).isEqualTo(1);
    future.cancel();
  }

  /// A consumer whose function fails at the first item.
  private static Future<?> failing(Consumer consumer, Stream<Integer> source, Exception failure) {
    return switch (consumer) {
      case FOLD ->
          source.fold(
              0,
              (sum, x) -> {
                throw failure;
              });
      case FOLD_ASYNC -> source.foldAsync(0, (sum, x) -> Scripted.failure(0, failure));
      case ANY ->
          source.any(x -> {
            throw failure;
          });
      case ANY_ASYNC -> source.anyAsync(x -> Scripted.failure(0, failure));
      case ALL_ASYNC -> source.allAsync(x -> Scripted.failure(0, failure));
      default -> source.forEach(x -> Scripted.failure(0, failure));
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"FOLD", "FOLD_ASYNC", "ANY", "ANY_ASYNC", "ALL_ASYNC", "FOR_EACH"})
  @Tag("F-48")
  void aFailureOfTheFunctionIsTheEnd(Consumer consumer) {
    Exception failure = new Exception("function");
    StreamScript<Integer> source = StreamScript.of(1, 2);
    assertThatThrownBy(() -> TestTask.of(failing(consumer, source, failure)).poll())
        .isSameAs(failure);
    assertThat(source.polls).isEqualTo(1);
    assertThat(source.cancels).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"FOLD_ASYNC", "ANY_ASYNC", "ALL_ASYNC", "FOR_EACH"})
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  @Tag("F-48")
  void aFunctionThatReturnsNoFutureIsNamed(Consumer consumer) {
    StreamScript<Integer> source = StreamScript.of(1);
    Future<?> future =
        switch (consumer) {
          case FOLD_ASYNC -> source.foldAsync(0, (sum, x) -> null);
          case ANY_ASYNC -> source.anyAsync(x -> null);
          case ALL_ASYNC -> source.allAsync(x -> null);
          default -> source.forEach(x -> null);
        };
    assertThatThrownBy(() -> TestTask.of(future).poll())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`" + consumer.spelling + "`");
    assertThat(source.cancels).isEqualTo(1);
  }

  private static <R extends @Nullable Object> R now(Future<R> future) throws Exception {
    return TestTask.of(future).poll().get();
  }

  @Test
  @Tag("W-3")
  @Tag("F-41")
  void collectsIntoWhateverTheJdkCollectsInto() throws Exception {
    assertThat(now(Stream.of("b", "a").collect(Collectors.joining("+")))).isEqualTo("b+a");
    TreeSet<Integer> sorted = now(Stream.of(2, 1).collect(Collectors.toCollection(TreeSet::new)));
    assertThat(sorted).containsExactly(1, 2);
    assertThat(now(Stream.of(1, 2, 3).collect(Collectors.partitioningBy(x -> x > 1))))
        .containsEntry(true, List.of(2, 3))
        .containsEntry(false, List.of(1));
    assertThat(now(Stream.of(1, 2).collect(Collectors.reducing(Integer::sum)))).contains(3);
    assertThat(now(Stream.<String>empty().collect(Collectors.joining()))).isEmpty();
  }

  @Test
  @Tag("F-41")
  void collectUnzipsAndConcatenates() throws Exception {
    Stream<Pair<Integer, String>> pairs = Stream.of(new Pair<>(1, "a"), new Pair<>(2, "b"));
    Pair<List<Integer>, List<String>> unzipped =
        now(
            pairs.collect(
                Collectors.teeing(
                    Collectors.mapping(Pair::first, Collectors.toList()),
                    Collectors.mapping(Pair::second, Collectors.toList()),
                    Pair::new)));
    assertThat(unzipped).isEqualTo(new Pair<>(List.of(1, 2), List.of("a", "b")));
    assertThat(
            now(
                Stream.of(List.of(1, 2), List.of(3))
                    .collect(Collectors.flatMapping(List::stream, Collectors.toList()))))
        .containsExactly(1, 2, 3);
  }

  @Test
  @Tag("F-41")
  @Tag("C-19")
  void toListTakesNullAndCountCountsIt() throws Exception {
    assertThat(now(StreamScript.<@Nullable Integer>of(NULL, 1).toList())).containsExactly(null, 1);
    assertThat(now(StreamScript.<@Nullable Integer>of(NULL, 1).count())).isEqualTo(2);
  }

  @Test
  @Tag("F-41")
  void foldsFromTheLeft() throws Exception {
    assertThat(now(Stream.of(1, 2, 3).fold("", (text, x) -> text + x))).isEqualTo("123");
    assertThat(now(Stream.<Integer>empty().fold("none", (text, x) -> text + x))).isEqualTo("none");
    Future<String> slow = Stream.of(1, 2).foldAsync("", (text, x) -> Scripted.value(1, text + x));
    TestTask<String> task = TestTask.of(slow);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().get()).isEqualTo("12");
  }

  @Test
  @Tag("F-41")
  void anyAndAllAskForNothingAfterWhatDecides() throws Exception {
    List<StreamScript<Integer>> sources = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sources.add(StreamScript.of(1, 2, 3));
    }
    assertThat(now(sources.get(0).any(x -> x == 2))).isTrue();
    assertThat(now(sources.get(1).all(x -> x != 2))).isFalse();
    assertThat(now(sources.get(2).anyAsync(x -> Future.ready(x == 2)))).isTrue();
    assertThat(now(sources.get(3).allAsync(x -> Future.ready(x != 2)))).isFalse();
    assertThat(sources).allMatch(source -> source.polls == 2 && source.cancels == 1);
  }

  @Test
  @Tag("F-41")
  void anyAndAllOfNothing() throws Exception {
    assertThat(now(Stream.empty().any(x -> true))).isFalse();
    assertThat(now(Stream.empty().all(x -> false))).isTrue();
    assertThat(now(Stream.empty().anyAsync(x -> Future.ready(true)))).isFalse();
    assertThat(now(Stream.empty().allAsync(x -> Future.ready(false)))).isTrue();
  }

  @Test
  @Tag("F-48")
  void whatWorksOnAnItemIsSeenAndCancelled() throws Exception {
    FutureLedger ledger = new FutureLedger();
    StreamScript<Integer> source = StreamScript.of(1, 2);
    Future<?> fold =
        source.foldAsync(0, (sum, x) -> ledger.track("work " + x, Scripted.value(9, 1)));
    TestTask<?> task = TestTask.of(fold);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(AwaitTrace.print(fold)).isEqualTo("on foldAsync\non work 1\n");
    task.cancel();
    assertThat(ledger.cancelled()).containsExactly("work 1");
    assertThat(source.cancels).isEqualTo(1);
    ledger.assertSettled();
  }

  @Test
  @Tag("F-40")
  @Tag("C-19")
  void nextCannotGiveNull() {
    assertThatThrownBy(() -> now(StreamScript.<@Nullable Integer>of(NULL).next()))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`next`")
        .hasMessageContaining("pollNext");
  }

  @Test
  @Tag("F-40")
  void nextFailsWithTheFailureOfTheItemAndTheStreamGoesOn() throws Exception {
    Exception failure = new Exception("x");
    StreamScript<Integer> source = StreamScript.of(failure, 1);
    assertThatThrownBy(() -> now(source.next())).isSameAs(failure);
    assertThat(now(source.next())).contains(1);
    assertThat(now(source.next())).isEmpty();
    assertThat(source.next()).hasToString("next");
  }
}
