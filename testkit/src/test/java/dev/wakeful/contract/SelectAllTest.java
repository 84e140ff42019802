package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Pair;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.SelectAll;
import dev.wakeful.stream.Stream;
import dev.wakeful.stream.StreamMap;
import dev.wakeful.stream.Streams;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.TestStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SelectAllTest {
  private final SelectAll<Integer> all = new SelectAll<>();
  private final TestStream<Integer> stream = TestStream.of(all);
  private final StreamMap<String, Integer> map = new StreamMap<>();
  private final TestStream<Pair<String, Integer>> mapped = TestStream.of(map);

  @Test
  @Tag("F-63")
  void thoseThatAreReadyTakeTurns() throws Exception {
    TestStream<Integer> some =
        TestStream.of(
            Streams.selectAll(
                List.of(
                    Stream.fromIterable(List.of(1, 2, 3)),
                    Stream.fromIterable(List.of(10)),
                    Stream.fromIterable(List.of(100, 200)))));
    List<Integer> items = new ArrayList<>();
    while (some.pollNext() instanceof Next.Item<Integer>(Integer item)) {
      items.add(item);
    }
    assertThat(items).containsExactly(1, 10, 100, 2, 200, 3);
    assertThat(some.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-63")
  void onlyTheWokenArePolledOfAHundredThousand() throws Exception {
    List<Tap> taps = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      taps.add(new Tap());
      all.push(taps.get(i));
    }
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    taps.get(77_777).give(7);
    assertThat(stream.isWoken()).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.item(7));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(taps.stream().mapToInt(tap -> tap.polls).sum()).isEqualTo(100_000 + 2);
  }

  @Test
  @Tag("F-63")
  void theEndedLeaveAndAPushOpensItAgain() throws Exception {
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    Tap tap = new Tap();
    all.push(tap);
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    Tap late = new Tap();
    all.push(late);
    assertThat(stream.isWoken()).isTrue();
    late.give(1);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    tap.end();
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(all.size()).isEqualTo(1);
    late.end();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(all.isEmpty()).isTrue();
  }

  @Test
  @Tag("F-63")
  void aStreamThatFailsStaysAndOneThatErrsIsCancelledAndOut() throws Exception {
    Exception failure = new Exception("one");
    Error error = new Cancelled("two");
    Tap fails = new Tap();
    Tap errs = new Tap();
    all.push(fails);
    all.push(errs);
    fails.act(() -> {
      throw failure;
    });
    fails.give(1);
    assertThatThrownBy(stream::pollNext).isSameAs(failure);
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    errs.act(() -> {
      throw error;
    });
    assertThatThrownBy(stream::pollNext).isSameAs(error);
    assertThat(errs.cancelled).isTrue();
    assertThat(all.size()).isEqualTo(1);
    fails.end();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(fails.cancelled).isFalse();
  }

  @Test
  @Tag("F-63")
  void itSharesTheThread() throws Exception {
    all.push(Stream.fromIterable(List.of(1, 2, 3, 4, 5)));
    Tap endless =
        new Tap() {
          @Override
          public Next<Integer> pollNext(Context cx) {
            return Next.item(0); // takes nothing from the budget
          }
        };
    all.push(endless);
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 6);
    int items = 0;
    while (all.pollNext(cx) instanceof Next.Item<Integer>) {
      items++;
    }
    assertThat(items).isEqualTo(6);
    assertThat(waker.count()).isEqualTo(1);
  }

  @Test
  @Tag("F-63")
  void cancelIsForGoodAndClearIsNot() throws Exception {
    Tap one = new Tap();
    all.push(one);
    all.clear();
    assertThat(one.cancelled).isTrue();
    Tap two = new Tap();
    all.push(two);
    stream.cancel();
    stream.cancel();
    assertThat(two.cancelled).isTrue();
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThatThrownBy(() -> all.push(new Tap()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`SelectAll`");
  }

  @Test
  @Tag("F-63")
  void gracefulCancelReachesTheStreams() {
    Tap tap = new Tap();
    tap.cleanUps = 1;
    all.push(tap);
    CountingWaker waker = new CountingWaker();
    assertThat(all.pollCancel(Context.of(waker)).isPending()).isTrue();
    assertThat(waker.count()).isZero();
    tap.wake();
    assertThat(waker.count()).isEqualTo(1);
    assertThat(all.pollCancel(Context.of(waker)).isReady()).isTrue();
    assertThat(tap.cancelled).isFalse();
  }

  @Test
  @Tag("W-9")
  void itemsComeWithTheKeyOfTheirStream() throws Exception {
    Tap a = new Tap();
    Tap b = new Tap();
    map.insert("a", a);
    map.insert("b", b);
    assertThat(mapped.pollNext()).isEqualTo(Next.pending());
    b.give(2);
    a.give(1);
    assertThat(mapped.pollNext()).isEqualTo(Next.item(new Pair<>("b", 2)));
    assertThat(mapped.pollNext()).isEqualTo(Next.item(new Pair<>("a", 1)));
    assertThat(map.keys()).containsExactly("a", "b");
    a.end();
    assertThat(mapped.pollNext()).isEqualTo(Next.pending());
    assertThat(map.keys()).containsExactly("b");
    assertThat(map.containsKey("a")).isFalse();
    b.end();
    assertThat(mapped.pollNext()).isEqualTo(Next.end());
    assertThat(map.isEmpty()).isTrue();
    map.insert("c", Stream.fromIterable(List.of(3)));
    assertThat(mapped.pollNext()).isEqualTo(Next.item(new Pair<>("c", 3)));
  }

  @Test
  @Tag("W-9")
  void insertReplacesAndRemoveGivesBack() throws Exception {
    Tap old = new Tap();
    map.insert("a", old);
    assertThat(mapped.pollNext()).isEqualTo(Next.pending());
    old.give(1);
    Tap next = new Tap();
    map.insert("a", next);
    assertThat(old.cancelled).isTrue();
    assertThat(map.size()).isEqualTo(1);
    assertThat(mapped.pollNext()).isEqualTo(Next.pending());
    next.give(2);
    assertThat(map.remove("a")).containsSame(next);
    assertThat(map.remove("a")).isEmpty();
    assertThat(next.cancelled).isFalse();
    assertThat(mapped.pollNext()).isEqualTo(Next.end());
    assertThat(TestStream.of(next).pollNext()).as("nothing is lost").isEqualTo(Next.item(2));
  }

  @Test
  @Tag("W-9")
  void oneThatIsReplacedOverAndOverWithoutAPollPilesNothingUp() throws Exception {
    for (int i = 0; i < 100_000; i++) {
      map.insert("a", new Tap());
    }
    Tap last = new Tap();
    map.insert("a", last);
    last.give(1);
    assertThat(mapped.pollNext()).isEqualTo(Next.item(new Pair<>("a", 1)));
    assertThat(last.polls).isEqualTo(1);
  }

  @Test
  @Tag("W-9")
  void anErrorTakesTheKeyAwayAndAClearCancelsTheRest() throws Exception {
    Error error = new Cancelled("test");
    Tap errs = new Tap();
    Tap rest = new Tap();
    errs.act(() -> {
      throw error;
    });
    map.insert("errs", errs);
    map.insert("rest", rest);
    assertThatThrownBy(mapped::pollNext).isSameAs(error);
    assertThat(map.keys()).containsExactly("rest");
    map.clear();
    assertThat(rest.cancelled).isTrue();
    assertThat(map.size()).isZero();
    mapped.cancel();
    assertThatThrownBy(() -> map.insert("x", new Tap())).hasMessageContaining("`StreamMap`");
    assertThat(map.containsKey("x")).isFalse();
  }

  /// A stream that gives what it is told to.
  private static class Tap implements Stream<Integer> {
    private final Deque<Callable<Next<Integer>>> left = new ArrayDeque<>();
    private Waker waker = Waker.noop();
    private int polls;
    private int cleanUps;
    private boolean cancelled;

    void act(Callable<Next<Integer>> action) {
      left.addLast(action);
      wake();
    }

    void give(int item) {
      act(() -> Next.item(item));
    }

    void end() {
      act(Next::end);
    }

    void wake() {
      waker.wake();
    }

    @Override
    public Next<Integer> pollNext(Context cx) throws Exception {
      polls++;
      waker = cx.waker();
      Callable<Next<Integer>> action = left.pollFirst();
      return action == null ? Next.pending() : action.call();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      waker = cx.waker();
      return cleanUps-- > 0 ? Poll.pending() : Poll.done();
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
