package dev.wakeful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Sink;
import dev.wakeful.stream.Sinks;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.FutureLedger;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sinks in front of sinks.
@Tag("C-21")
class SinkAdaptersTest {
  private final HandSink<Integer> target = new HandSink<>(100);
  private final IOException broken = new IOException("broken");
  private final CountingWaker waker = new CountingWaker();
  private final Context cx = Context.of(waker);

  enum Adapter {
    WITH("with"),
    WITH_FLAT_MAP("withFlatMap"),
    SINK_MAP_ERR("sinkMapErr"),
    BUFFER("buffer"),
    FANOUT("fanout"),
    UNFOLD("unfold"),
    DRAIN("drain");

    private final String spelling;

    Adapter(String spelling) {
      this.spelling = spelling;
    }

    Sink<Integer> on(HandSink<Integer> target) {
      return switch (this) {
        case WITH -> target.with(Future::ready);
        case WITH_FLAT_MAP -> target.withFlatMap((Integer x) -> Stream.fromIterable(List.of(x)));
        case SINK_MAP_ERR -> target.sinkMapErr(e -> e);
        case BUFFER -> target.buffer(2);
        case FANOUT -> Sinks.<Integer>drain().fanout(target);
        case UNFOLD ->
            Sinks.unfold(
                0,
                (Integer state, Integer item) ->
                    Future.lazy(context -> {
                      if (target.pollReady(context).isReady()) {
                        target.startSend(item);
                      }
                      return state;
                    }));
        case DRAIN -> Sinks.drain();
      };
    }

    boolean hasTarget() {
      return this != UNFOLD && this != DRAIN;
    }
  }

  @ParameterizedTest
  @EnumSource
  void itemsArriveInOrderAndTheTargetIsClosed(Adapter adapter) throws Exception {
    Sink<Integer> sink = adapter.on(target);
    assertThat(sink).hasToString(adapter.spelling);
    for (int i = 0; i < 3; i++) {
      assertThat(TestTask.of(sink.send(i)).poll().isReady()).isTrue();
    }
    assertThat(TestTask.of(sink.close()).poll().isReady()).isTrue();
    assertThat(sink.pollClose(cx).isReady()).as("again").isTrue();
    assertThat(sink.pollFlush(cx).isReady()).isTrue();
    if (adapter != Adapter.DRAIN) {
      assertThat(target.items).containsExactly(0, 1, 2);
    }
    assertThat(target.closed).isEqualTo(adapter.hasTarget());
    assertThatThrownBy(() -> sink.pollReady(cx))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`" + adapter.spelling + "`", "been closed");
    sink.cancel();
    assertThat(target.cancelled).as("after a close there is nothing to cancel").isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void anItemBeforeThereIsRoomIsRefusedAndTheSinkGoesOn(Adapter adapter) throws Exception {
    Sink<Integer> sink = adapter.on(target);
    assertThatThrownBy(() -> sink.startSend(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`" + adapter.spelling + "`");
    assertThat(TestTask.of(sink.send(2)).poll().isReady()).isTrue();
    assertThatThrownBy(() -> sink.startSend(3)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"WITH", "WITH_FLAT_MAP", "SINK_MAP_ERR", "BUFFER", "FANOUT"})
  void aFailureIsFinalAndCancelIsPassedOnOnce(Adapter adapter) throws Exception {
    Sink<Integer> sink = adapter.on(target);
    target.failure = broken;
    assertThatThrownBy(() -> TestTask.of(sink.send(1)).poll()).isSameAs(broken);
    target.cancelled = false;
    target.failure = null;
    assertThatThrownBy(() -> sink.pollReady(cx))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`" + adapter.spelling + "`", "failed");
    assertThatThrownBy(() -> sink.pollFlush(cx)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sink.pollClose(cx)).isInstanceOf(IllegalStateException.class);
    sink.cancel();
    assertThat(target.cancelled).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"WITH", "WITH_FLAT_MAP", "SINK_MAP_ERR", "BUFFER", "FANOUT"})
  void cancelAndItsPoliteFormReachTheTarget(Adapter adapter) throws Exception {
    Sink<Integer> hard = adapter.on(target);
    hard.cancel();
    assertThat(target.cancelled).isTrue();

    HandSink<Integer> second = new HandSink<>(1);
    second.cleanUps = 2;
    Sink<Integer> polite = adapter.on(second);
    assertThat(polite.pollCancel(cx).isPending()).isTrue();
    assertThat(waker.count()).isPositive();
    assertThat(polite.pollCancel(cx).isPending()).isTrue();
    assertThat(polite.pollCancel(cx).isReady()).isTrue();
    assertThat(second.cancelled).isTrue();
    assertThat(polite.pollCancel(cx).isReady()).isTrue();

    HandSink<Integer> third = new HandSink<>(1);
    third.cleanUps = 2;
    Sink<Integer> cutShort = adapter.on(third);
    assertThat(cutShort.pollCancel(cx).isPending()).isTrue();
    cutShort.cancel();
    assertThat(third.cancelled).isTrue();
  }

  @Test
  @Tag("F-81")
  void withKeepsTheRoomOfItsTargetWhileAFutureMakesTheItem() throws Exception {
    target.room = 1;
    Sink<String> sink = target.with((String text) -> Scripted.value(1, text.length()));
    TestTask<Void> send = TestTask.of(sink.send("four"));
    assertThat(send.poll().isPending()).isTrue();
    assertThat(target.promised).isTrue();
    assertThat(send.poll().isReady()).isTrue();
    assertThat(target.items).containsExactly(4);
    assertThat(TestTask.of(sink.feed("x")).poll().isPending()).as("no room").isTrue();
  }

  @Test
  @Tag("F-81")
  void aWithThatIsCancelledCancelsItsFutureFirst() throws Exception {
    FutureLedger ledger = new FutureLedger();
    Sink<Integer> sink = target.with(x -> ledger.track("making", Scripted.value(1, x)));
    assertThat(TestTask.of(sink.send(1)).poll().isPending()).isTrue();
    sink.cancel();
    assertThat(ledger.cancelled()).containsExactly("making");
    ledger.assertSettled();
  }

  @Test
  @Tag("F-81")
  void aFunctionThatFailsIsTheEndOfBoth() {
    Sink<Integer> sink = target.with(x -> Future.failed(broken));
    assertThatThrownBy(() -> TestTask.of(sink.send(1)).poll()).isSameAs(broken);
    assertThat(target.cancelled).isTrue();
  }

  @Test
  @Tag("F-81")
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void aFunctionThatReturnsNothingIsNamed() {
    assertThatThrownBy(() -> TestTask.of(target.with(x -> null).send(1)).poll())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`with`");
    assertThatThrownBy(
            () -> TestTask.of(new HandSink<Integer>(1).withFlatMap(x -> null).send(1)).poll())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`withFlatMap`");
    assertThatThrownBy(
            () -> TestTask.of(Sinks.<Integer, Integer>unfold(1, (s, x) -> null).send(1)).poll())
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("`unfold`");
  }

  @Test
  @Tag("F-81")
  void withFlatMapMakesManyOfOneAndHoldsOneBack() throws Exception {
    target.room = 2;
    HandStream<Integer> items = HandStream.of(1, 2, 3, 4).ended();
    Sink<String> sink = target.withFlatMap((String text) -> items);
    TestTask<Void> send = TestTask.of(sink.send("x"));
    assertThat(send.poll().isPending()).isTrue();
    assertThat(target.items).containsExactly(1, 2);
    target.room = 9;
    assertThat(send.poll().isReady()).isTrue();
    assertThat(target.items).containsExactly(1, 2, 3, 4);
    assertThat(target.flushes).isEqualTo(1);
  }

  @Test
  @Tag("F-81")
  void withFlatMapCancelsItsStreamWhenItFails() {
    HandStream<Integer> items = HandStream.of(1);
    items.failure = broken;
    Sink<Integer> sink = target.withFlatMap(x -> items);
    assertThatThrownBy(() -> TestTask.of(sink.send(1)).poll()).isSameAs(broken);
    assertThat(items.cancelled && target.cancelled).isTrue();
  }

  @Test
  @Tag("F-81")
  void sinkMapErrChangesTheFailureOnce() {
    IOException better = new IOException("better");
    for (int call = 0; call < 3; call++) {
      HandSink<Integer> failing = new HandSink<>(1);
      failing.failure = broken;
      Sink<Integer> sink = failing.sinkMapErr(e -> better);
      Future<Void> use =
          switch (call) {
            case 0 -> sink.send(1);
            case 1 -> sink.flush();
            default -> sink.close();
          };
      assertThatThrownBy(() -> TestTask.of(use).poll()).isSameAs(better);
    }
  }

  @Test
  @Tag("F-82")
  @SuppressWarnings("NullAway") // it does not see that this sink's items may be null
  void bufferTakesSoManyWithoutRoomBelow() throws Exception {
    target.room = 0;
    HandSink<@Nullable Integer> below = new HandSink<>(0);
    Sink<@Nullable Integer> sink = below.buffer(2);
    assertThat(TestTask.of(sink.feed(1)).poll().isReady()).isTrue();
    assertThat(TestTask.of(sink.feed(null)).poll().isReady()).isTrue();
    TestTask<Void> third = TestTask.of(sink.feed(3));
    assertThat(third.poll().isPending()).isTrue();
    below.room = 1;
    below.wake();
    assertThat(third.isWoken()).isTrue();
    assertThat(third.poll().isReady()).isTrue();
    assertThat(below.items).containsExactly(1);
    TestTask<Void> flush = TestTask.of(sink.flush());
    assertThat(flush.poll().isPending()).isTrue();
    below.room = 5;
    assertThat(flush.poll().isReady()).isTrue();
    assertThat(below.items).containsExactly(1, null, 3);
  }

  @Test
  @Tag("F-82")
  void aBufferOfNoneChangesNothingAndOneOfLessIsRefused() throws Exception {
    target.room = 1;
    Sink<Integer> sink = target.buffer(0);
    assertThat(TestTask.of(sink.feed(1)).poll().isReady()).isTrue();
    assertThat(target.items).containsExactly(1);
    assertThat(TestTask.of(sink.feed(2)).poll().isPending()).isTrue();
    assertThatThrownBy(() -> target.buffer(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  @Tag("F-83")
  void theSlowerOneOfAFanoutHoldsBoth() throws Exception {
    HandSink<Integer> slow = new HandSink<>(0);
    Sink<Integer> sink = target.fanout(slow);
    TestTask<Void> send = TestTask.of(sink.send(1));
    assertThat(send.poll().isPending()).isTrue();
    target.wake();
    assertThat(send.isWoken()).as("both have the waker").isTrue();
    assertThat(send.poll().isPending()).isTrue();
    slow.wake();
    assertThat(send.isWoken()).isTrue();
    slow.room = 1;
    slow.mayFlush = false;
    assertThat(send.poll().isPending()).isTrue();
    assertThat(target.items).containsExactly(1);
    assertThat(slow.items).containsExactly(1);
    slow.mayFlush = true;
    assertThat(send.poll().isReady()).isTrue();
  }

  @Test
  @Tag("F-83")
  void aFanoutWhoseOneFailsCancelsTheOther() throws Exception {
    HandSink<Integer> failing = new HandSink<>(1);
    failing.failure = broken;
    Sink<Integer> sink = target.fanout(failing);
    assertThatThrownBy(() -> sink.pollReady(Context.of(Waker.noop()))).isSameAs(broken);
    assertThat(target.cancelled).isTrue();
  }
}
