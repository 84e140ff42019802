package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams made of futures, and the stream that does not wait.
class FutureStreamsTest {
  private final Exception broken = new Exception("broken");
  private final Context cx = Context.of(Waker.noop());

  @Test
  @Tag("F-3")
  void aFutureIsAStreamOfOneItem() throws Exception {
    TestStream<Integer> stream = TestStream.of(Stream.once(Scripted.value(1, 1)));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());

    TestStream<Object> failing = TestStream.of(Stream.once(Future.failed(broken)));
    assertThatThrownBy(failing::pollNext).isSameAs(broken);
    assertThat(failing.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-3")
  @Tag("F-15")
  void flattenStreamWaitsForTheStreamAndThenItsItems() throws Exception {
    Future<Stream<Integer>> late = Scripted.value(1, Stream.fromIterable(List.of(1, 2)));
    TestStream<Integer> stream = TestStream.of(Stream.flattenStream(late));
    assertThat(stream.pollNext()).isEqualTo(Next.pending());
    assertThat(stream.pollNext()).isEqualTo(Next.item(1));
    assertThat(stream.pollNext()).isEqualTo(Next.item(2));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    assertThat(stream.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-15")
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void flattenStreamGivesTheFailureOnceAndEnds() throws Exception {
    TestStream<Integer> failing =
        TestStream.of(Stream.flattenStream(Future.<Stream<Integer>>failed(broken)));
    assertThatThrownBy(failing::pollNext).isSameAs(broken);
    assertThat(failing.pollNext()).isEqualTo(Next.end());

    Future<Stream<Integer>> nothing = Future.ready(null);
    TestStream<Integer> empty = TestStream.of(Stream.flattenStream(nothing));
    assertThatThrownBy(empty::pollNext)
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`flattenStream`");
    assertThat(empty.pollNext()).isEqualTo(Next.end());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("F-3")
  void cancelledTheyCancelWhatTheyWaitFor(boolean gracefully) throws Exception {
    Scripted<Integer> one = Scripted.value(9, 1);
    Scripted<Stream<Integer>> outer = Scripted.value(9, Stream.fromIterable(List.of(1)));
    Scripted<Integer> inner = Scripted.value(9, 1);
    Future<Stream<Integer>> ready = Future.ready(Stream.once(inner));
    for (Stream<?> stream :
        List.of(Stream.once(one), Stream.flattenStream(outer), Stream.flattenStream(ready))) {
      assertThat(stream.pollNext(cx)).isEqualTo(Next.pending());
      if (gracefully) {
        assertThat(stream.pollCancel(cx).isReady()).isTrue();
      }
      stream.cancel();
      assertThat(stream.pollNext(cx)).isEqualTo(Next.end());
    }
    assertThat(one.cancelled).isTrue();
    assertThat(outer.cancelled).isTrue();
    assertThat(inner.cancelled).isTrue();
  }

  @Test
  @Tag("F-18")
  void pollImmediateGivesPendingAsAnItem() throws Exception {
    TestStream<Poll<Integer>> stream =
        TestStream.of(Stream.once(Scripted.value(1, 1)).pollImmediate());
    assertThat(stream.pollNext()).isEqualTo(Next.item(Poll.pending()));
    assertThat(stream.pollNext()).isEqualTo(Next.item(Poll.ready(1)));
    assertThat(stream.pollNext()).isEqualTo(Next.end());
    TestStream<Poll<Object>> failing =
        TestStream.of(Stream.once(Future.failed(broken)).pollImmediate());
    assertThatThrownBy(failing::pollNext).isSameAs(broken);
    assertThat(failing.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-18")
  void pollImmediateUsesUpTheBudgetToo() throws Exception {
    Stream<Poll<Object>> stream = Stream.once(Future.pending()).pollImmediate();
    Context limited = Context.of(Waker.noop());
    limited.begin(Waker.noop(), 2);
    assertThat(stream.pollNext(limited)).isEqualTo(Next.item(Poll.pending()));
    assertThat(stream.pollNext(limited)).isEqualTo(Next.item(Poll.pending()));
    assertThat(stream.pollNext(limited))
        .as("or a loop over it never ends")
        .isEqualTo(Next.pending());
  }
}
