package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.Future;
import dev.wakeful.future.Futures;
import dev.wakeful.future.Timers;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestTask;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every combinator owes, whichever it is: the table in the documentation of [Future].
class CommonContractTest {
  private final FutureLedger ledger = new FutureLedger();
  private final Slots slots = Slots.none().with(Timers.SLOT, new CombinatorsTest.HandTimers());

  /// The error with which the children end; without one they end well.
  private Optional<Error> end = Optional.empty();

  enum Combinator {
    MAP,
    AND_THEN,
    THEN,
    MAP_ERR,
    OR_ELSE,
    INSPECT,
    INSPECT_ERR,
    RECOVER,
    HANDLE,
    CATCHING,
    FLATTEN,
    ABORTABLE,
    SHARED,
    TIMEOUT,
    JOIN,
    RACE,
    FOR_EACH,
    TRY_JOIN,
    SELECT,
    SELECT_ALL,
    SELECT_OK,
    COLLECT,
    FOLD,
    FOLD_ASYNC,
    ANY,
    ANY_ASYNC;

    /// As users write it.
    String spelling() {
      String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
      return words.length == 1
          ? words[0]
          : words[0] + Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1);
    }
  }

  /// The combinator around a child that is Pending twice, and other children where it has any.
  private Future<?> make(Combinator combinator) {
    return switch (combinator) {
      case MAP -> child("source").map(x -> x);
      case AND_THEN -> child("source").andThen(x -> child("second"));
      case THEN -> child("source").then(x -> child("second"));
      case MAP_ERR -> child("source").mapErr(e -> e);
      case OR_ELSE -> failing("source").orElse(e -> child("second"));
      case INSPECT -> child("source").inspect(x -> {});
      case INSPECT_ERR -> child("source").inspectErr(e -> {});
      case RECOVER -> child("source").recover(e -> 1);
      case HANDLE -> child("source").handle(x -> 1);
      case CATCHING -> child("source").catching();
      case FLATTEN -> Future.flatten(child("source").map(x -> child("second")));
      case ABORTABLE -> child("source").abortable(new AbortHandle());
      case SHARED -> child("source").shared();
      case TIMEOUT -> child("source").timeout(Duration.ofDays(1));
      case JOIN -> child("first").join(child("second"));
      case RACE -> child("first").race(child("second"));
      case TRY_JOIN -> Futures.tryJoin(child("first"), child("second"), child("third"));
      case SELECT -> Futures.select().on(child("first"), x -> x).on(child("second"), x -> x);
      case SELECT_ALL -> Futures.selectAll(List.of(child("first"), child("second")));
      case SELECT_OK -> Futures.selectOk(List.of(failing("first"), child("second")));
      case FOR_EACH -> Stream.fromIterable(List.of(1, 2)).forEach(x -> child("item " + x));
      case COLLECT -> Stream.once(child("item")).collect(Collectors.toSet());
      case FOLD -> Stream.once(child("item")).fold(0, Integer::sum);
      case FOLD_ASYNC -> Stream.of(1, 2).foldAsync(0, (sum, x) -> child("item " + x));
      case ANY -> Stream.once(child("item")).any(x -> x == 1);
      case ANY_ASYNC -> Stream.of(1, 2).anyAsync(x -> child("item " + x).map(y -> x == 2));
    };
  }

  private Future<Integer> child(String name) {
    return ledger.track(name, end.isEmpty() ? Scripted.value(2, 1) : scripted());
  }

  private Future<Integer> failing(String name) {
    return end.isEmpty()
        ? ledger.track(name, Scripted.failure(2, new Exception("first")))
        : child(name);
  }

  private Future<Integer> scripted() {
    return Scripted.error(1, end.orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-1")
  void isPendingUntilItIsReady(Combinator combinator) throws Exception {
    TestTask<?> task = TestTask.of(make(combinator), slots);
    while (task.poll().isPending()) {
      assertThat(task.polls()).isLessThan(20);
    }
    ledger.assertSettled();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-1")
  void cancelledAtEachPollItCancelsExactlyWhatHasNotFinished(Combinator combinator)
      throws Exception {
    for (int polls = 0; polls < 20; polls++) {
      FutureLedger before = new CommonContractTest().cancelAfter(combinator, polls);
      before.assertSettled();
    }
  }

  private FutureLedger cancelAfter(Combinator combinator, int polls) throws Exception {
    TestTask<?> task = TestTask.of(make(combinator), slots);
    boolean ended = false;
    for (int i = 0; i < polls && !ended; i++) {
      ended = task.poll().isReady();
    }
    List<String> unfinished = ledger.unsettled();
    List<String> losers = ledger.cancelled();
    if (ended) {
      assertThat(unfinished).isEmpty();
    }
    task.cancel();
    task.cancel();
    assertThat(ledger.cancelled().subList(losers.size(), ledger.cancelled().size()))
        .as("once, and only those")
        .containsExactlyInAnyOrderElementsOf(unfinished);
    return ledger;
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-3")
  void polledAfterItsEndItThrowsAndNamesItself(Combinator combinator) throws Exception {
    TestTask<?> task = TestTask.of(make(combinator), slots);
    while (task.poll().isPending()) {}
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`" + combinator.spelling() + "`");

    TestTask<?> cancelled = TestTask.of(make(combinator), slots);
    cancelled.cancel();
    assertThatThrownBy(cancelled::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`" + combinator.spelling() + "`");
    ledger.assertSettled();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-17")
  void anErrorPassesThroughAndEverythingIsReleased(Combinator combinator) throws Exception {
    Error error = new Cancelled("test");
    end = Optional.of(error);
    TestTask<?> task = TestTask.of(make(combinator), slots);
    assertThat(task.poll().isPending()).isTrue();
    assertThatThrownBy(task::poll).isSameAs(error);
    ledger.assertSettled();
    task.cancel();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-15")
  void aPollWithoutAWakeIsHarmlessAndTheLatestWakerIsPassedOn(Combinator combinator)
      throws Exception {
    Scripted<Integer> leaf = Scripted.value(100, 1);
    Future<?> future =
        switch (combinator) {
          case MAP -> leaf.map(x -> x);
          case AND_THEN -> leaf.andThen(Future::ready);
          case THEN -> leaf.then(x -> Future.ready(1));
          case MAP_ERR -> leaf.mapErr(e -> e);
          case OR_ELSE -> leaf.orElse(e -> Future.ready(1));
          case INSPECT -> leaf.inspect(x -> {});
          case INSPECT_ERR -> leaf.inspectErr(e -> {});
          case RECOVER -> leaf.recover(e -> 1);
          case HANDLE -> leaf.handle(x -> 1);
          case CATCHING -> leaf.catching();
          case FLATTEN -> Future.flatten(leaf.map(Future::ready));
          case ABORTABLE -> leaf.abortable(new AbortHandle());
          case SHARED -> leaf.shared();
          case TIMEOUT -> leaf.timeout(Duration.ofDays(1));
          case JOIN -> leaf.join(Future.pending());
          case RACE -> leaf.race(Future.pending());
          case TRY_JOIN -> leaf.tryJoin(Future.pending());
          case SELECT -> Futures.select().on(Future.pending(), x -> 1).on(leaf, x -> x);
          case SELECT_ALL -> Futures.selectAll(List.of(Future.pending(), leaf));
          case SELECT_OK -> Futures.selectOk(List.of(leaf, Future.pending()));
          case FOR_EACH -> Stream.fromIterable(List.of(1)).forEach(x -> leaf);
          case COLLECT -> Stream.once(leaf).collect(Collectors.toSet());
          case FOLD -> Stream.once(leaf).fold(0, Integer::sum);
          case FOLD_ASYNC -> Stream.of(1).foldAsync(0, (sum, x) -> leaf);
          case ANY -> Stream.once(leaf).any(x -> true);
          case ANY_ASYNC -> Stream.of(1).anyAsync(x -> leaf.map(y -> true));
        };
    CountingWaker first = new CountingWaker();
    CountingWaker second = new CountingWaker();
    assertThat(future.poll(Context.of(first, slots)).isPending()).isTrue();
    assertThat(future.poll(Context.of(second, slots)).isPending()).isTrue();
    leaf.wake();
    assertThat(first.count()).isZero();
    assertThat(second.count()).isEqualTo(1);
    future.cancel();
    assertThat(leaf.cancelled).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "MAP",
        "AND_THEN",
        "THEN",
        "OR_ELSE",
        "MAP_ERR",
        "INSPECT",
        "INSPECT_ERR",
        "RECOVER"
      })
  @Tag("F-1")
  @Tag("F-2")
  void theSourceIsReleasedBeforeTheFunctionRuns(Combinator combinator) throws Exception {
    boolean[] released = {false};
    Exception failure = new Exception("source");
    boolean fails =
        switch (combinator) {
          case OR_ELSE, MAP_ERR, INSPECT_ERR, RECOVER -> true;
          default -> false;
        };
    // A cancel from inside the function must find no source to cancel.
    Scripted<Integer> source = fails ? Scripted.failure(0, failure) : Scripted.value(0, 1);
    Future<?>[] self = new Future<?>[1];
    Runnable look =
        () -> {
          self[0].cancel();
          released[0] = !source.cancelled;
        };
    self[0] =
        switch (combinator) {
          case MAP ->
              source.map(x -> {
                look.run();
                return x;
              });
          case AND_THEN ->
              source.andThen(x -> {
                look.run();
                return Future.ready(x);
              });
          case THEN ->
              source.then(x -> {
                look.run();
                return Future.ready(1);
              });
          case OR_ELSE ->
              source.orElse(e -> {
                look.run();
                return Future.ready(1);
              });
          case INSPECT -> source.inspect(x -> look.run());
          case INSPECT_ERR -> source.inspectErr(e -> look.run());
          case RECOVER ->
              source.recover(e -> {
                look.run();
                return 1;
              });
          default ->
              source.mapErr(e -> {
                look.run();
                return e;
              });
        };
    if (combinator == Combinator.MAP_ERR || combinator == Combinator.INSPECT_ERR) {
      assertThatThrownBy(() -> TestTask.of(self[0]).poll()).isSameAs(failure);
    } else {
      assertThat(TestTask.of(self[0]).poll().isReady()).isTrue();
    }
    assertThat(released[0]).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"AND_THEN", "THEN", "OR_ELSE"})
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void aFunctionThatReturnsNoFutureIsNamed(Combinator combinator) {
    Future<Integer> source = Future.ready(1);
    Future<Integer> failed = Future.failed(new Exception("x"));
    Future<?> future =
        switch (combinator) {
          case AND_THEN -> source.andThen(x -> null);
          case THEN -> source.then(x -> null);
          default -> failed.orElse(e -> null);
        };
    assertThatThrownBy(() -> TestTask.of(future).poll())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`" + combinator.spelling() + "`");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-3")
  void leavesNameThemselvesToo(Leaf leaf) throws Exception {
    TestTask<Integer> task = TestTask.of(leaf.make());
    if (leaf == Leaf.FAILED) {
      assertThatThrownBy(task::poll).hasMessage("leaf");
    } else {
      assertThat(task.poll()).isEqualTo(Poll.ready(1));
    }
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`" + leaf.spelling + "`");
    task.cancel();
  }

  enum Leaf {
    READY("ready"),
    FAILED("failed"),
    LAZY("lazy"),
    POLL_FN("pollFn");

    private final String spelling;

    Leaf(String spelling) {
      this.spelling = spelling;
    }

    Future<Integer> make() {
      return switch (this) {
        case READY -> Future.ready(1);
        case FAILED -> Future.failed(new Exception("leaf"));
        case LAZY -> Future.lazy(cx -> 1);
        case POLL_FN -> Future.pollFn(cx -> Poll.ready(1));
      };
    }
  }
}
