package dev.wakeful.contract;

import static dev.wakeful.contract.StreamScript.NULL;
import static dev.wakeful.contract.StreamScript.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.stream.Indexed;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestStream;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every adapter owes, whichever it is: the table in the documentation of [Stream], and what
/// the package says about failures and cancelling.
class StreamContractTest {

  /// An adapter that leaves nothing out and changes nothing but the form.
  enum Adapter {
    MAP,
    MAP_WHILE,
    AND_THEN,
    THEN,
    FILTER,
    FILTER_ASYNC,
    FILTER_MAP,
    FILTER_MAP_ASYNC,
    TAKE_WHILE,
    TAKE_WHILE_ASYNC,
    SKIP_WHILE,
    SKIP_WHILE_ASYNC,
    TAKE,
    SKIP,
    CHAIN,
    FLAT_MAP,
    CHUNKS,
    READY_CHUNKS,
    ENUMERATE,
    SCAN,
    SCAN_ASYNC,
    INSPECT,
    INSPECT_ERR,
    MAP_ERR,
    OR_ELSE,
    CATCHING,
    FUSE,
    PEEKABLE;

    String spelling() {
      StringBuilder text = new StringBuilder();
      for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
        text.append(
            text.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
      }
      return text.toString();
    }
  }

  private static Stream<?> make(Adapter adapter, Stream<@Nullable Integer> source) {
    return switch (adapter) {
      case MAP -> source.map(x -> x);
      case MAP_WHILE -> source.mapWhile(Optional::ofNullable);
      case AND_THEN -> source.andThen(Future::ready);
      case THEN -> source.then(StreamContractTest::future);
      case FILTER -> source.filter(x -> true);
      case FILTER_ASYNC -> source.filterAsync(x -> Future.ready(true));
      case FILTER_MAP -> source.filterMap(Optional::ofNullable);
      case FILTER_MAP_ASYNC -> source.filterMapAsync(x -> Future.ready(Optional.ofNullable(x)));
      case TAKE_WHILE -> source.takeWhile(x -> true);
      case TAKE_WHILE_ASYNC -> source.takeWhileAsync(x -> Future.ready(true));
      case SKIP_WHILE -> source.skipWhile(x -> false);
      case SKIP_WHILE_ASYNC -> source.skipWhileAsync(x -> Future.ready(false));
      case TAKE -> source.take(100);
      case SKIP -> source.skip(0);
      case CHAIN -> source.chain(Stream.empty());
      case FLAT_MAP -> source.flatMap(x -> Stream.of(x));
      case CHUNKS -> source.chunks(1);
      case READY_CHUNKS -> source.readyChunks(1);
      case ENUMERATE -> source.enumerate();
      case SCAN -> source.scan(0, (sum, x) -> x);
      case SCAN_ASYNC -> source.scanAsync(0, (sum, x) -> Future.ready(x));
      case INSPECT -> source.inspect(x -> {});
      case INSPECT_ERR -> source.inspectErr(e -> {});
      case MAP_ERR -> source.mapErr(e -> e);
      case OR_ELSE -> source.orElse(Future::failed);
      case CATCHING -> source.catching();
      case FUSE -> source.fuse();
      case PEEKABLE -> source.peekable();
    };
  }

  private static <T extends @Nullable Object> Future<T> future(Outcome<T> outcome) {
    return Future.lazy(cx -> outcome.get());
  }

  /// What was in the source, out of the forms that adapters give it.
  private static List<@Nullable Object> plain(List<@Nullable Object> log) {
    List<@Nullable Object> items = new ArrayList<>();
    for (Object each : log) {
      switch (each) {
        case Outcome.Success<?>(var value) -> items.add(value);
        case Outcome.Failure<?>(var cause) -> items.add(cause);
        case Indexed<?>(long index, var value) -> items.add(value);
        case List<?> chunk -> items.addAll(chunk);
        case null, default -> items.add(each);
      }
    }
    return items;
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-2")
  void isLazyAndNamesItself(Adapter adapter) {
    StreamScript<@Nullable Integer> source = StreamScript.of(1);
    Stream<?> stream = make(adapter, source);
    assertThat(source.polls).isZero();
    assertThat(stream).hasToString(adapter.spelling());
    stream.cancel();
    assertThat(source.cancels).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-19")
  void passesItemsOnInOrderThenEndsForEver(Adapter adapter) throws Exception {
    StreamScript<@Nullable Integer> source = StreamScript.of(1, WAIT, 2, WAIT);
    Stream<?> stream = make(adapter, source);
    assertThat(plain(StreamScript.play(stream))).containsExactly(1, 2);
    int polls = source.polls;
    assertThat(TestStream.of(stream).pollNext()).isEqualTo(Next.end());
    assertThat(source.polls).as("an ended source is let go").isEqualTo(polls);
    stream.cancel();
    assertThat(source.cancels).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-59")
  void aFailureIsThatOfOneItemAndKeepsItsPlace(Adapter adapter) {
    Exception failure = new Exception("of one");
    Stream<?> stream = make(adapter, StreamScript.of(1, failure, 2, failure));
    assertThat(plain(StreamScript.play(stream))).containsExactly(1, failure, 2, failure);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MAP_WHILE", "FILTER_MAP", "FILTER_MAP_ASYNC"})
  @Tag("C-19")
  void anItemMayBeNull(Adapter adapter) {
    Stream<?> stream = make(adapter, StreamScript.of(NULL, 1, NULL));
    assertThat(plain(StreamScript.play(stream))).containsExactly(null, 1, null);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-17")
  void anErrorPassesThroughAndTheOwnerCanReleaseEverything(Adapter adapter) {
    Error error = new Cancelled("test");
    StreamScript<@Nullable Integer> source = StreamScript.of(error);
    Stream<?> stream = make(adapter, source);
    assertThatThrownBy(() -> TestStream.of(stream).pollNext()).isSameAs(error);
    stream.cancel();
    assertThat(source.cancels).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-19")
  void cancelIsPassedOnOnceAndThenItHasEnded(Adapter adapter) throws Exception {
    StreamScript<@Nullable Integer> source = StreamScript.of(1, WAIT, 2);
    Stream<?> stream = make(adapter, source);
    TestStream<?> task = TestStream.of(stream);
    assertThat(task.pollNext()).isInstanceOf(Next.Item.class);
    assertThat(task.pollNext()).isEqualTo(Next.pending());
    task.cancel();
    task.cancel();
    assertThat(source.cancels).isEqualTo(1);
    assertThat(task.pollNext()).isEqualTo(Next.end());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-19")
  void theCleanUpOfItsSourceHasItsTime(Adapter adapter) throws Exception {
    StreamScript<@Nullable Integer> source = StreamScript.of(WAIT, 1);
    source.cleanUps = 2;
    Stream<?> stream = make(adapter, source);
    assertThat(TestStream.of(stream).pollNext()).isEqualTo(Next.pending());
    CountingWaker waker = new CountingWaker();
    assertThat(stream.pollCancel(Context.of(waker)).isPending()).isTrue();
    assertThat(stream.pollCancel(Context.of(waker)).isPending()).isTrue();
    assertThat(waker.count()).isEqualTo(2);
    assertThat(stream.pollCancel(Context.of(waker)).isReady()).isTrue();
    assertThat(source.cleanedUp).isTrue();
    assertThat(stream.pollCancel(Context.of(waker)).isReady()).isTrue();
    stream.cancel();
    assertThat(source.cancels).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-19")
  void aHardCancelCutsTheCleanUpShort(Adapter adapter) {
    StreamScript<@Nullable Integer> source = StreamScript.of(1);
    source.cleanUps = 2;
    Stream<?> stream = make(adapter, source);
    assertThat(stream.pollCancel(Context.of(Waker.noop())).isPending()).isTrue();
    stream.cancel();
    stream.cancel();
    assertThat(source.cancels).isEqualTo(1);
    assertThat(source.cleanedUp).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-12")
  @Tag("C-15")
  void aPollWithoutAWakeIsHarmlessAndTheLatestWakerCounts(Adapter adapter) throws Exception {
    StreamScript<@Nullable Integer> source = StreamScript.of(WAIT, WAIT, 1);
    Stream<?> stream = make(adapter, source);
    CountingWaker first = new CountingWaker();
    CountingWaker second = new CountingWaker();
    assertThat(stream.pollNext(Context.of(first))).isEqualTo(Next.pending());
    assertThat(stream.pollNext(Context.of(second))).isEqualTo(Next.pending());
    source.wake();
    assertThat(first.count()).isZero();
    assertThat(second.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("F-40")
  void aNextThatIsDroppedLosesNothing(Adapter adapter) throws Exception {
    Stream<?> stream = make(adapter, StreamScript.of(WAIT, 1));
    TestTask<?> dropped = TestTask.of(stream.next());
    assertThat(dropped.poll().isPending()).isTrue();
    dropped.cancel();
    assertThat(plain(StreamScript.play(stream))).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "MAP_WHILE",
        "AND_THEN",
        "THEN",
        "FILTER_ASYNC",
        "FILTER_MAP",
        "FILTER_MAP_ASYNC",
        "TAKE_WHILE_ASYNC",
        "SKIP_WHILE_ASYNC",
        "FLAT_MAP",
        "SCAN_ASYNC",
        "MAP_ERR",
        "OR_ELSE"
      })
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  @Tag("F-42")
  void aFunctionThatReturnsNullIsNamed(Adapter adapter) {
    Stream<Integer> source = StreamScript.of(1);
    Stream<Integer> failing = StreamScript.of(new Exception("x"));
    Stream<?> stream =
        switch (adapter) {
          case MAP_WHILE -> source.mapWhile(x -> null);
          case AND_THEN -> source.andThen(x -> null);
          case THEN -> source.then(x -> null);
          case FILTER_ASYNC -> source.filterAsync(x -> null);
          case FILTER_MAP -> source.filterMap(x -> null);
          case FILTER_MAP_ASYNC -> source.filterMapAsync(x -> null);
          case TAKE_WHILE_ASYNC -> source.takeWhileAsync(x -> null);
          case SKIP_WHILE_ASYNC -> source.skipWhileAsync(x -> null);
          case FLAT_MAP -> source.flatMap(x -> null);
          case SCAN_ASYNC -> source.scanAsync(0, (sum, x) -> null);
          case MAP_ERR -> failing.mapErr(e -> null);
          default -> failing.orElse(e -> null);
        };
    assertThatThrownBy(() -> TestStream.of(stream).pollNext())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`" + adapter.spelling() + "`");
  }
}
