package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Sinks;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The futures that use a sink.
@Tag("C-21")
@Tag("F-80")
class SinkTest {
  private final HandSink<Integer> sink = new HandSink<>(1);
  private final IOException broken = new IOException("broken");

  @Test
  void sendWaitsForRoomAndThenForTheFlush() throws Exception {
    sink.room = 0;
    sink.mayFlush = false;
    TestTask<Void> send = TestTask.of(sink.send(1));
    assertThat(sink.items).as("lazy").isEmpty();
    assertThat(send.poll().isPending()).isTrue();
    sink.room = 1;
    sink.wake();
    assertThat(send.isWoken()).isTrue();
    assertThat(send.poll().isPending()).isTrue();
    assertThat(sink.items).containsExactly(1);
    sink.mayFlush = true;
    assertThat(send.poll().isReady()).isTrue();
    assertThat(sink.items).containsExactly(1);
    assertThat(sink.flushes).isEqualTo(1);
  }

  @Test
  void feedDoesNotFlush() throws Exception {
    assertThat(TestTask.of(sink.feed(1)).poll().isReady()).isTrue();
    assertThat(sink.items).containsExactly(1);
    assertThat(sink.flushes).isZero();
    assertThat(TestTask.of(sink.flush()).poll().isReady()).isTrue();
    assertThat(sink.flushes).isEqualTo(1);
  }

  @Test
  void aSendThatIsCancelledBeforeThereWasRoomLosesItsItemAndLeavesTheSink() throws Exception {
    sink.room = 0;
    TestTask<Void> first = TestTask.of(sink.send(1));
    assertThat(first.poll().isPending()).isTrue();
    first.cancel();
    first.cancel();
    sink.room = 1;
    assertThat(TestTask.of(sink.send(2)).poll().isReady()).isTrue();
    assertThat(sink.items).containsExactly(2);
    assertThat(sink.cancelled).isFalse();
  }

  @Test
  void aSendThatIsCancelledAfterThatLeavesItsItemInTheSink() throws Exception {
    sink.mayFlush = false;
    TestTask<Void> send = TestTask.of(sink.send(1));
    assertThat(send.poll().isPending()).isTrue();
    send.cancel();
    assertThat(sink.items).containsExactly(1);
  }

  @Test
  void closeFlushesAndIsReadyAgain() throws Exception {
    sink.mayFlush = false;
    TestTask<Void> close = TestTask.of(sink.close());
    assertThat(close.poll().isPending()).isTrue();
    sink.mayFlush = true;
    assertThat(close.poll().isReady()).isTrue();
    assertThat(sink.closed).isTrue();
  }

  enum Use {
    SEND("send"),
    FEED("feed"),
    FLUSH("flush"),
    CLOSE("close"),
    SEND_ALL("sendAll"),
    FORWARD("forward");

    private final String spelling;

    Use(String spelling) {
      this.spelling = spelling;
    }

    Future<Void> of(HandSink<Integer> sink) {
      return switch (this) {
        case SEND -> sink.send(1);
        case FEED -> sink.feed(1);
        case FLUSH -> sink.flush();
        case CLOSE -> sink.close();
        case SEND_ALL -> sink.sendAll(HandStream.of(1).ended());
        case FORWARD -> HandStream.of(1).ended().forward(sink);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("C-3")
  void polledAfterItsEndItThrowsAndNamesItself(Use use) throws Exception {
    TestTask<Void> done = TestTask.of(use.of(sink));
    assertThat(done.poll().isReady()).isTrue();
    TestTask<Void> failing = TestTask.of(use.of(failingSink()));
    assertThatThrownBy(failing::poll).isSameAs(broken);
    Future<Void> cancelled = use.of(new HandSink<>(1));
    assertThat(cancelled).hasToString(use.spelling);
    cancelled.cancel();
    cancelled.cancel();
    for (TestTask<Void> over : java.util.List.of(done, failing, TestTask.of(cancelled))) {
      assertThatThrownBy(over::poll)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("`" + use.spelling + "`");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLatestWakerIsPassedOn(Use use) throws Exception {
    sink.room = 0;
    sink.mayFlush = false;
    TestTask<Void> task = TestTask.of(use.of(sink));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.poll().isPending()).isTrue();
    sink.wake();
    assertThat(task.isWoken()).isTrue();
    assertThat(task.wakes()).isEqualTo(1);
    task.cancel();
    assertThat(sink.cancelled).isEqualTo(use == Use.FORWARD);
  }

  private HandSink<Integer> failingSink() {
    HandSink<Integer> failing = new HandSink<>(1);
    failing.failure = broken;
    return failing;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("F-54")
  void aStreamIsForwardedAndFlushedWheneverItHasNothing(boolean owns) throws Exception {
    sink.room = 10;
    HandStream<Integer> stream = HandStream.of(1, 2);
    TestTask<Void> all = TestTask.of(owns ? stream.forward(sink) : sink.sendAll(stream));
    assertThat(all.poll().isPending()).isTrue();
    assertThat(sink.items).containsExactly(1, 2);
    assertThat(sink.flushes).as("once, not for each item").isEqualTo(1);
    stream.put(3);
    assertThat(all.isWoken()).isTrue();
    assertThat(all.poll().isPending()).isTrue();
    assertThat(sink.flushes).isEqualTo(2);
    stream.ended = true;
    sink.mayFlush = false;
    assertThat(all.poll().isPending()).isTrue();
    sink.mayFlush = true;
    assertThat(all.poll().isReady()).as("the stream is not polled again").isTrue();
    assertThat(sink.items).containsExactly(1, 2, 3);
    assertThat(sink.closed).isEqualTo(owns);
    assertThat(sink.cancelled || stream.cancelled).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("F-54")
  void oneItemIsHeldWhileThereIsNoRoom(boolean owns) throws Exception {
    HandStream<Integer> stream = HandStream.of(1, 2, 3).ended();
    TestTask<Void> all = TestTask.of(owns ? stream.forward(sink) : sink.sendAll(stream));
    assertThat(all.poll().isPending()).isTrue();
    assertThat(sink.items).containsExactly(1);
    assertThat(TestTask.of(stream.next()).poll())
        .as("2 is held")
        .hasToString("Ready[value=Optional[3]]");
    assertThat(sink.flushes).as("the stream had something").isZero();
    sink.room = 1;
    assertThat(all.poll().isReady()).isTrue();
    assertThat(sink.items).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("F-54")
  void aFailureOfTheStreamEndsIt(boolean owns) {
    HandStream<Integer> stream = HandStream.of(1);
    stream.failure = broken;
    Future<Void> all = owns ? stream.forward(sink) : sink.sendAll(stream);
    assertThatThrownBy(() -> TestTask.of(all).poll()).isSameAs(broken);
    assertThat(stream.cancelled).isTrue();
    assertThat(sink.cancelled).as("only if it is owned").isEqualTo(owns);
    assertThat(sink.items).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("F-54")
  void aFailureOfTheSinkCancelsTheStream(boolean owns) {
    HandStream<Integer> stream = HandStream.of(1);
    HandSink<Integer> failing = failingSink();
    Future<Void> all = owns ? stream.forward(failing) : failing.sendAll(stream);
    assertThatThrownBy(() -> TestTask.of(all).poll()).isSameAs(broken);
    assertThat(stream.cancelled).isTrue();
  }

  @Test
  @Tag("F-54")
  void forwardWaitsForTheCleanUpOfItsSink() throws Exception {
    sink.cleanUps = 1;
    HandStream<Integer> stream = HandStream.of(1);
    Future<Void> all = stream.forward(sink);
    Context cx = Context.of(Waker.noop());
    assertThat(all.poll(cx).isPending()).isTrue();
    assertThat(all.pollCancel(cx).isPending()).isTrue();
    assertThat(stream.cancelled).isTrue();
    assertThat(all.pollCancel(cx).isReady()).isTrue();
    assertThat(sink.cancelled).isTrue();
  }

  @Test
  @Tag("F-84")
  void drainThrowsAwayWithinTheBudget() throws Exception {
    Waker waker = Waker.noop();
    Context cx = Context.of(waker);
    cx.begin(waker, 3);
    assertThat(
            Stream.fromIterable(java.util.List.of(1, 2))
                .forward(Sinks.drain())
                .poll(cx)
                .isPending())
        .as("an item costs one unit, and so does the room for it")
        .isTrue();
    var sink = Sinks.drain();
    int sent = 0;
    cx.begin(waker, 5);
    while (sink.send(sent).poll(cx).isReady()) {
      sent++;
    }
    assertThat(sent).isEqualTo(5);
  }

  @Test
  @Tag("F-84")
  void unfoldMakesAFutureOfEachItem() throws Exception {
    StringBuilder log = new StringBuilder();
    var sink =
        Sinks.<String, Integer>unfold(
            "",
            (state, item) -> {
              log.append(state).append(' ');
              return Scripted.value(1, state + item);
            });
    assertThat(TestTask.of(sink.feed(1)).poll().isReady()).isTrue();
    TestTask<Void> second = TestTask.of(sink.feed(2));
    assertThat(second.poll().isPending()).isTrue();
    assertThat(second.poll().isReady()).isTrue();
    assertThat(log).hasToString(" 1 ");
    TestTask<Void> close = TestTask.of(sink.close());
    assertThat(close.poll().isPending()).isTrue();
    assertThat(close.poll().isReady()).isTrue();
    assertThat(TestTask.of(sink.close()).poll()).isEqualTo(Poll.done());
  }
}
