package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestStream;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C-19")
class StreamTest {
  @Test
  void givesTheItemsOfAnIterableThenEndsForEver() throws Exception {
    TestStream<Integer> stream = TestStream.of(Stream.fromIterable(List.of(1, 2)));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.wakes()).isZero();
  }

  @Test
  @Tag("C-2")
  void asksForItsIteratorAtTheFirstPoll() throws Exception {
    List<String> log = new ArrayList<>();
    Iterable<Integer> items =
        () -> {
          log.add("asked");
          return List.of(1).iterator();
        };
    Stream<Integer> stream = Stream.fromIterable(items);
    assertThat(log).isEmpty();
    assertThat(TestStream.of(stream).pollNext()).isEqualTo(Next.item(1));
    assertThat(log).containsExactly("asked");
    stream.cancel();
    assertThat(TestStream.of(stream).pollNext()).isEqualTo(Next.end());
  }

  @Test
  void aLongIterableCooperates() throws Exception {
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 1);
    Stream<Integer> stream = Stream.fromIterable(List.of(1, 2));
    assertThat(stream.pollNext(cx)).isEqualTo(Next.item(1));
    assertThat(stream.pollNext(cx)).isEqualTo(Next.pending());
    assertThat(waker.count()).isEqualTo(1);
  }

  @Test
  void mapFailsForOneItemAndGoesOn() throws Exception {
    TestStream<Integer> stream =
        TestStream.of(Stream.fromIterable(List.of(4, 0, 2)).map(x -> 4 / x));
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThatThrownBy(stream::pollNext).isInstanceOf(ArithmeticException.class);
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  void nextBorrowsTheStream() throws Exception {
    Stream<Integer> stream = Stream.fromIterable(List.of(1, 2));
    Future<Optional<Integer>> dropped = stream.next();
    dropped.cancel();
    assertThatThrownBy(() -> TestTask.of(dropped).poll()).hasMessageContaining("`next`");

    TestTask<Optional<Integer>> first = TestTask.of(stream.next());
    assertThat(first.poll()).isEqualTo(Poll.ready(Optional.of(1)));
    assertThatThrownBy(first::poll)
        .as("a second poll must not take a second item")
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`next`");
    assertThat(TestTask.of(stream.next()).poll()).isEqualTo(Poll.ready(Optional.of(2)));
    assertThat(TestTask.of(stream.next()).poll()).isEqualTo(Poll.ready(Optional.empty()));
  }

  @Test
  void nextWaits() throws Exception {
    boolean[] there = {false};
    Stream<String> stream = cx -> there[0] ? Next.item("x") : Next.pending();
    TestTask<Optional<String>> task = TestTask.of(stream.next());
    assertThat(task.poll().isPending()).isTrue();
    there[0] = true;
    assertThat(task.poll()).isEqualTo(Poll.ready(Optional.of("x")));
  }

  @Test
  void forEachTakesTheNextItemWhenTheWorkOnTheLastIsDone() throws Exception {
    List<Integer> begun = new ArrayList<>();
    TestTask<Void> task =
        TestTask.of(
            Stream.fromIterable(List.of(1, 2))
                .forEach(item -> {
                  begun.add(item);
                  return Scripted.value(1, item);
                }));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(begun).containsExactly(1);
    assertThat(task.poll().isPending()).isTrue();
    assertThat(begun).containsExactly(1, 2);
    assertThat(task.poll().isReady()).isTrue();
  }

  @Test
  void forEachCancelsItsStreamWhenTheWorkFails() {
    Exception failure = new Exception("work");
    boolean[] cancelled = {false};
    Stream<Integer> stream =
        new Stream<>() {
          @Override
          public Next<Integer> pollNext(Context cx) {
            return Next.item(1);
          }

          @Override
          public void cancel() {
            cancelled[0] = true;
          }
        };
    FutureLedger ledger = new FutureLedger();
    Future<Void> all = stream.forEach(item -> ledger.track("work", Future.failed(failure)));
    assertThatThrownBy(() -> TestTask.of(all).poll()).isSameAs(failure);
    assertThat(cancelled[0]).isTrue();
    ledger.assertSettled();
    assertThat(ledger.cancelled()).isEmpty();
  }
}
