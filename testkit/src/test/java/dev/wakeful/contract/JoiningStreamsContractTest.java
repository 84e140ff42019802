package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// What every stream owes that joins, times or runs others, whichever it is.
class JoiningStreamsContractTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final HandClock clock = new HandClock();
  private final List<Child<?>> children = new ArrayList<>();
  private final CountingWaker waker = new CountingWaker();
  private final Context cx = Context.of(waker, clock.slots());

  // Of the children to be made.
  private boolean stuck;
  private boolean readyAtOnce;
  private int cleanUps;

  enum Combinator {
    MERGE,
    MERGE_BY,
    ZIP,
    TAKE_UNTIL,
    TIMEOUT,
    TIMEOUT_REPEATING,
    THROTTLE,
    CHUNKS_TIMEOUT,
    BUFFER_UNORDERED,
    BUFFERED,
    FLAT_MAP_UNORDERED;

    /// As users write it.
    String spelling() {
      StringBuilder name = new StringBuilder();
      for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
        name.append(
            name.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
      }
      return name.toString();
    }
  }

  /// The combinator around sources that give two items each.
  private Stream<?> make(Combinator combinator, int items) {
    return switch (combinator) {
      case MERGE -> child(items).merge(child(items));
      case MERGE_BY -> child(items).mergeBy(child(items), () -> false);
      case ZIP -> child(items).zip(child(items));
      case TAKE_UNTIL -> child(items).takeUntil(child(items).last());
      case TIMEOUT -> child(items).timeout(DAY);
      case TIMEOUT_REPEATING -> child(items).timeoutRepeating(DAY);
      case THROTTLE -> child(items).throttle(DAY);
      case CHUNKS_TIMEOUT -> child(items).chunksTimeout(2, DAY);
      case BUFFER_UNORDERED -> parent(items).bufferUnordered(3, x -> child(items).last());
      case BUFFERED -> parent(items).buffered(3, x -> child(items).last());
      case FLAT_MAP_UNORDERED -> parent(items).flatMapUnordered(3, x -> child(items));
    };
  }

  private Child<Integer> child(int items) {
    Child<Integer> child = new Child<>(1, items);
    child.isStuck = stuck;
    child.isReadyAtOnce = readyAtOnce;
    child.cleanUps = cleanUps;
    children.add(child);
    return child;
  }

  /// One whose first two items come even when it is stuck.
  private Child<Integer> parent(int items) {
    Child<Integer> parent = child(items);
    parent.free = 2;
    return parent;
  }

  private boolean poll(Stream<?> stream) throws Exception {
    boolean ended = stream.pollNext(cx) instanceof Next.End<?>;
    clock.advance(DAY.dividedBy(2));
    return ended;
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-2")
  void nothingHappensBeforeTheFirstPoll(Combinator combinator) {
    Stream<?> stream = make(combinator, 2);
    assertThat(children).allSatisfy(child -> assertThat(child.polls).isZero());
    assertThat(stream).hasToString(combinator.spelling());
    stream.cancel();
    assertThat(children).allSatisfy(child -> assertThat(child.cancels).isEqualTo(1));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-19")
  void afterItsEndItAnswersEndAgainAndHoldsNothing(Combinator combinator) throws Exception {
    Stream<?> stream = make(combinator, 2);
    int polls = 0;
    while (!poll(stream)) {
      assertThat(++polls).isLessThan(100);
    }
    assertThat(polls).as("it gave something").isGreaterThan(1);
    assertThat(children).allSatisfy(child -> assertThat(child.isSettled()).isTrue());
    assertThat(clock.waiting()).isZero();
    int[] before = children.stream().mapToInt(child -> child.polls).toArray();
    assertThat(poll(stream)).isTrue();
    assertThat(poll(stream)).isTrue();
    stream.cancel();
    assertThat(children.stream().mapToInt(child -> child.polls).toArray()).containsExactly(before);
    assertThat(children).allSatisfy(child -> assertThat(child.isMistreated()).isFalse());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-1")
  void cancelledAfterAnyPollItReleasesEverythingOnce(Combinator combinator) throws Exception {
    for (int polls = 0; polls < 12; polls++) {
      new JoiningStreamsContractTest().cancelAfter(combinator, polls);
    }
  }

  private void cancelAfter(Combinator combinator, int polls) throws Exception {
    Stream<?> stream = make(combinator, 2);
    for (int i = 0; i < polls; i++) {
      poll(stream);
    }
    stream.cancel();
    stream.cancel();
    assertThat(children).allSatisfy(child -> assertThat(child.isSettled()).isTrue());
    assertThat(children).allSatisfy(child -> assertThat(child.isMistreated()).isFalse());
    assertThat(clock.waiting()).isZero();
    assertThat(poll(stream)).as("it has ended").isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-17")
  void anErrorPassesThroughAndReleasesEverything(Combinator combinator) throws Exception {
    Error error = new Cancelled("test");
    Stream<?> stream = make(combinator, 2);
    children.getLast().error = error;
    assertThatThrownBy(
            () -> {
              for (int polls = 0; polls < 20; polls++) {
                poll(stream);
              }
            })
        .isSameAs(error);
    assertThat(children).allSatisfy(child -> assertThat(child.isSettled()).isTrue());
    assertThat(clock.waiting()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-15")
  void theLatestWakerIsPassedOn(Combinator combinator) throws Exception {
    stuck = true;
    Stream<?> stream = make(combinator, Integer.MAX_VALUE);
    assertThat(stream.pollNext(Context.of(Waker.noop(), clock.slots()))).isEqualTo(Next.pending());
    for (Child<?> child : children) {
      assertThat(stream.pollNext(cx)).isEqualTo(Next.pending());
      int before = waker.count();
      child.wake();
      assertThat(waker.count()).isEqualTo(before + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-19")
  void aGracefulCancelWaitsForTheCleanUpOfItsChildren(Combinator combinator) throws Exception {
    stuck = true;
    cleanUps = 2;
    Stream<?> stream = make(combinator, Integer.MAX_VALUE);
    assertThat(stream.pollNext(cx)).isEqualTo(Next.pending());
    assertThat(stream.pollCancel(cx).isPending()).isTrue();
    assertThat(stream.pollCancel(cx).isPending()).isTrue();
    assertThat(stream.pollCancel(cx).isReady()).isTrue();
    assertThat(children).allSatisfy(child -> assertThat(child.cancels).isEqualTo(1));
    assertThat(clock.waiting()).isZero();
    assertThat(stream.pollCancel(cx).isReady()).isTrue();
    stream.cancel();
    assertThat(children).allSatisfy(child -> assertThat(child.isMistreated()).isFalse());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-19")
  void aHardCancelCutsAGracefulOneShort(Combinator combinator) throws Exception {
    stuck = true;
    cleanUps = 2;
    Stream<?> stream = make(combinator, Integer.MAX_VALUE);
    assertThat(stream.pollNext(cx)).isEqualTo(Next.pending());
    assertThat(stream.pollCancel(cx).isPending()).isTrue();
    stream.cancel();
    assertThat(children).allSatisfy(child -> assertThat(child.cancels).isEqualTo(1));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "THROTTLE")
  @Tag("R-85")
  void anEndlessSourceLeavesTheBudgetAsItsBound(Combinator combinator) throws Exception {
    readyAtOnce = true;
    Stream<?> stream = make(combinator, Integer.MAX_VALUE);
    int polls = 0;
    cx.begin(waker, 10);
    while (!(stream.pollNext(cx) instanceof Next.Pending<?>)) {
      assertThat(++polls).isLessThan(100);
    }
    assertThat(waker.count()).as("it asked to be polled again").isPositive();
    stream.cancel();
  }

  /// A source that is Pending before each answer, and has clean-up that may wait; it notices when
  /// it is used after its end.
  private static final class Child<T> implements Stream<T> {
    private final T item;
    private int left;
    private boolean pending;
    private boolean ended;
    private boolean misused;
    private Waker waker = Waker.noop();
    int free;
    boolean isStuck;
    boolean isReadyAtOnce;
    @Nullable Error error;
    int cleanUps;
    int cancels;
    int polls;

    Child(T item, int items) {
      this.item = item;
      this.left = items;
    }

    boolean isSettled() {
      return ended || cancels > 0;
    }

    boolean isMistreated() {
      return misused;
    }

    void wake() {
      waker.wake();
    }

    /// A future that owns this stream and is ready when it ends.
    Future<Integer> last() {
      return new Last(this);
    }

    @Override
    public Next<T> pollNext(Context cx) {
      misused |= isSettled();
      polls++;
      waker = cx.waker();
      if (free-- > 0) {
        return Next.item(item);
      }
      pending = !pending && !isReadyAtOnce;
      if (isStuck) {
        return Next.pending();
      }
      if (pending) {
        waker.wake();
        return Next.pending();
      }
      if (error != null) {
        ended = true;
        throw error;
      }
      if (left == 0) {
        ended = true;
        return Next.end();
      }
      if (!cx.proceed()) {
        return Next.pending();
      }
      cx.progress();
      left--;
      return Next.item(item);
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      misused |= isSettled();
      if (cleanUps-- > 0) {
        cx.waker().wake();
        return Poll.pending();
      }
      cancels++;
      return Poll.done();
    }

    @Override
    public void cancel() {
      misused |= cancels > 0;
      cancels++;
    }
  }

  /// Drains a child.
  private record Last(Child<?> child) implements Future<Integer> {
    @Override
    public Poll<Integer> poll(Context cx) {
      Next<?> next = child.pollNext(cx);
      while (next instanceof Next.Item<?>) {
        next = child.pollNext(cx);
      }
      return next instanceof Next.End<?> ? Poll.ready(1) : Poll.pending();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      return child.pollCancel(cx);
    }

    @Override
    public void cancel() {
      child.cancel();
    }
  }
}
