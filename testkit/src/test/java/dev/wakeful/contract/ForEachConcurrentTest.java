package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.AwaitTrace;
import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F-49")
class ForEachConcurrentTest {
  private final Exception broken = new Exception("broken");
  private final List<Scripted<Integer>> begun = new ArrayList<>();
  private final HandFed<Integer> items = new HandFed<>();

  /// Work that is Pending once, and then so often as it is told.
  private Future<Integer> work(int item) {
    Scripted<Integer> work = Scripted.value(1, item);
    begun.add(work);
    return work;
  }

  private void finish(int which) {
    begun.get(which).wake();
  }

  @Test
  void runsUpToTheLimitAtOnceAndWaitsForAll() throws Exception {
    items.put(0).put(1).put(2);
    TestTask<Void> task = TestTask.of(items.forEachConcurrent(2, this::work));
    assertThat(begun).isEmpty();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(begun).hasSize(2);
    assertThat(items.polls).as("not asked while the limit is reached").isEqualTo(2);

    finish(1);
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(begun.get(1).finished).isTrue();
    assertThat(begun).hasSize(3);

    items.end();
    finish(0);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(begun.get(0).finished).isTrue();
    finish(2);
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll().isReady()).isTrue();
    assertThat(items.cancelled).isFalse();
  }

  @Test
  void waitsForTheSourceWhileNothingRunsAndWhileSomethingDoes() throws Exception {
    TestTask<Void> task = TestTask.of(items.forEachConcurrent(8, this::work));
    assertThat(task.poll().isPending()).isTrue();
    items.put(0);
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    items.put(1).end();
    assertThat(task.isWoken()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    assertThat(begun).hasSize(2);
    finish(0);
    finish(1);
    assertThat(task.poll().isReady()).isTrue();
  }

  @Test
  void anEmptyStreamIsReadyAtOnce() throws Exception {
    assertThat(TestTask.of(items.end().forEachConcurrent(1, this::work)).poll())
        .isEqualTo(Poll.done());
  }

  @Test
  void theFirstFailureCancelsTheRestAndTheStream() throws Exception {
    FutureLedger ledger = new FutureLedger();
    items.put(0).put(1).put(2).put(3);
    TestTask<Void> task =
        TestTask.of(
            items.forEachConcurrent(
                3,
                item ->
                    ledger.track(
                        "work " + item,
                        item == 1 ? Scripted.failure(0, broken) : Scripted.value(9, item))));
    assertThatThrownBy(task::poll).isSameAs(broken);
    assertThat(ledger.cancelled()).containsExactly("work 0", "work 2");
    ledger.assertSettled();
    assertThat(items.cancelled).isTrue();
    assertThat(broken.getSuppressed()).isEmpty();
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`forEachConcurrent`");
  }

  @Test
  void aFailureOfTheStreamOrOfTheFunctionEndsItToo() throws Exception {
    FutureLedger ledger = new FutureLedger();
    items.put(0);
    TestTask<Void> task =
        TestTask.of(
            items.forEachConcurrent(3, item -> ledger.track("work", Scripted.value(9, item))));
    assertThat(task.poll().isPending()).isTrue();
    items.fail(broken);
    assertThatThrownBy(task::poll).isSameAs(broken);
    ledger.assertSettled();
    assertThat(items.cancelled).isTrue();

    HandFed<Integer> one = HandFed.of(1);
    Future<Void> throwing =
        one.forEachConcurrent(
            3,
            item -> {
              throw broken;
            });
    assertThatThrownBy(() -> TestTask.of(throwing).poll()).isSameAs(broken);
    assertThat(one.cancelled).isTrue();
  }

  @Test
  @Tag("C-17")
  void anErrorReleasesEverythingAtOnce() {
    Error error = new Cancelled("test");
    FutureLedger ledger = new FutureLedger();
    items.put(0).put(1);
    TestTask<Void> task =
        TestTask.of(
            items.forEachConcurrent(
                2,
                item ->
                    ledger.track(
                        "work " + item,
                        item == 1 ? Scripted.error(0, error) : Scripted.value(9, item))));
    assertThatThrownBy(task::poll).isSameAs(error);
    ledger.assertSettled();
    assertThat(items.cancelled).isTrue();
  }

  @Test
  void aBodyThatHandlesItsFailuresRunsThemAll() throws Exception {
    List<Exception> failures = new ArrayList<>();
    TestTask<Void> task =
        TestTask.of(
            Stream.fromIterable(List.of(1, 2, 3))
                .forEachConcurrent(
                    2,
                    item ->
                        Future.<Integer>failed(new Exception("item " + item))
                            .orElse(e -> {
                              failures.add(e);
                              return Future.ready(0);
                            })));
    assertThat(task.poll().isReady()).isTrue();
    assertThat(failures)
        .extracting(Exception::getMessage)
        .containsExactly("item 1", "item 2", "item 3");
  }

  @Test
  void withoutALimitEverythingRunsAtOnceAndTheNameSaysSo() throws Exception {
    int count = 1_000;
    Future<Void> all =
        Stream.fromIterable(IntStream.range(0, count).boxed().toList())
            .forEachConcurrentUnbounded(this::work);
    assertThat(all).hasToString("forEachConcurrentUnbounded");
    TestTask<Void> task = TestTask.of(all);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(begun).hasSize(count);
    begun.reversed().forEach(Scripted::wake);
    assertThat(task.wakes()).isEqualTo(1);
    assertThat(task.poll().isReady()).isTrue();
  }

  @Test
  void aLimitBelowOneIsRefused() {
    for (int limit : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> items.forEachConcurrent(limit, this::work))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("`forEachConcurrent` wants a limit of 1 or more, not " + limit);
    }
  }

  @Test
  void tellsWhatItWaitsFor() throws Exception {
    items.put(0).put(1);
    FutureLedger ledger = new FutureLedger();
    Future<Void> all =
        items.forEachConcurrent(5, item -> ledger.track("work " + item, Future.pending()));
    assertThat(TestTask.of(all).poll().isPending()).isTrue();
    assertThat(AwaitTrace.print(all)).isEqualTo("on forEachConcurrent\n  on work 0\n  on work 1\n");
    all.cancel();
    ledger.assertSettled();
  }

  /// tokio#3493, futures-rs#2526: what is polled does not grow with what waits.
  @Test
  @Tag("R-89")
  void pollsAreLinearInTheItems() throws Exception {
    int count = 10_000;
    int[] sourcePolls = {0};
    int[] workPolls = {0};
    int[] given = {0};
    Stream<Integer> source =
        cx -> {
          sourcePolls[0]++;
          if (given[0] == count) {
            return Next.end();
          }
          if (!cx.proceed()) {
            return Next.pending();
          }
          cx.progress();
          return Next.item(given[0]++);
        };
    Future<Void> all =
        source.forEachConcurrent(
            1_000,
            item -> {
              boolean[] yielded = {false};
              return Future.pollFn(cx -> {
                workPolls[0]++;
                if (!cx.proceed()) {
                  return Poll.pending();
                }
                if (!yielded[0]) {
                  yielded[0] = true;
                  cx.waker().wake();
                  return Poll.pending();
                }
                cx.progress();
                return Poll.ready(item);
              });
            });
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    int turns = 0;
    boolean ready = false;
    while (!ready) {
      assertThat(waker.count()).isGreaterThanOrEqualTo(turns);
      cx.begin(waker, 128);
      ready = all.poll(cx).isReady();
      turns++;
    }
    assertThat(workPolls[0]).isEqualTo(2 * count);
    assertThat(sourcePolls[0]).isLessThan(3 * count);
    assertThat(turns).isLessThan(count);
  }

  @Test
  @Tag("R-85")
  void anEndlessSourceAndTheWorkOnItTakeTurns() throws Exception {
    int[] given = {0};
    int[] done = {0};
    Stream<Integer> endless =
        cx -> {
          if (!cx.proceed()) {
            return Next.pending();
          }
          cx.progress();
          return Next.item(given[0]++);
        };
    Future<Void> all =
        endless.forEachConcurrentUnbounded(item ->
            Future.pollFn(cx -> {
              if (!cx.proceed()) {
                return Poll.pending();
              }
              cx.progress();
              done[0]++;
              return Poll.done();
            }));
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    for (int turn = 1; turn <= 20; turn++) {
      cx.begin(waker, 128);
      assertThat(all.poll(cx).isPending()).isTrue();
      assertThat(waker.count()).isGreaterThanOrEqualTo(turn);
    }
    assertThat(given[0]).isGreaterThanOrEqualTo(1_000);
    assertThat(done[0]).as("the work is not starved").isGreaterThanOrEqualTo(1_000);
    all.cancel();
  }
}
