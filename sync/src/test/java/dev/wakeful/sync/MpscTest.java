package dev.wakeful.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.Sink;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.HostileWaker;
import dev.wakeful.testkit.TestStream;
import dev.wakeful.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F-103")
class MpscTest {
  private final Channel<MpscSender<Integer>, MpscReceiver<Integer>> channel = Mpsc.channel(1);
  private final MpscSender<Integer> sender = channel.sender();
  private final MpscReceiver<Integer> receiver = channel.receiver();
  private final TestStream<Integer> receiving = TestStream.of(receiver);

  private static TestTask<Void> pending(Future<Void> future) throws Exception {
    TestTask<Void> task = TestTask.of(future);
    assertThat(task.poll().isPending()).isTrue();
    return task;
  }

  private MpscPermit<Integer> permit() throws Exception {
    return sender.tryReserve().orElseThrow();
  }

  @Test
  void capacityIsFinite() {
    assertThatThrownBy(() -> Mpsc.channel(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 or more");
  }

  @Test
  void itemsComeOutInOrderAndThenTheEnd() throws Exception {
    assertThat(receiving.pollNext()).isEqualTo(Next.pending());
    assertThat(TestTask.of(sender.send(1)).poll().isReady()).isTrue();
    assertThat(receiving.isWoken()).isTrue();
    TestTask<Void> second = pending(sender.send(2));
    assertThat(receiving.pollNext()).isEqualTo(Next.item(1));
    assertThat(second.isWoken()).isTrue();
    assertThat(second.poll().isReady()).isTrue();
    assertThat(receiver.size()).isEqualTo(1);
    sender.close();
    sender.close();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(2));
    assertThat(receiving.pollNext()).isEqualTo(Next.end());
    assertThat(receiving.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-102")
  void thoseWhoWaitAreServedInTheOrderOfTheirFirstPollAndNobodyPasses() throws Exception {
    sender.trySend(0);
    Future<Void> lazy = sender.send(2);
    TestTask<Void> one = pending(sender.send(1));
    TestTask<Void> two = pending(lazy);
    assertThat(one.poll().isPending()).as("polled again, it keeps its place").isTrue();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(0));
    assertThat(one.isWoken()).isTrue();
    assertThat(two.isWoken()).isFalse();
    assertThat(sender.trySend(9)).as("the slot is promised").isEqualTo(TrySend.FULL);
    assertThat(sender.tryReserve()).isEmpty();
    assertThat(sender.free()).isZero();
    assertThat(two.poll().isPending()).isTrue();
    assertThat(one.poll().isReady()).isTrue();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(1));
    assertThat(two.poll().isReady()).isTrue();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(2));
    assertThat(sender.free()).isEqualTo(sender.capacity());
  }

  @Test
  void aWaiterThatIsCancelledPassesItsTurnOn() throws Exception {
    sender.trySend(0);
    TestTask<Void> one = pending(sender.send(1));
    TestTask<Void> middle = pending(sender.send(5));
    TestTask<Void> two = pending(sender.send(2));
    middle.cancel();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(0));
    assertThat(one.isWoken()).isTrue();
    one.cancel();
    one.cancel();
    assertThat(two.isWoken()).as("its turn now").isTrue();
    assertThat(two.poll().isReady()).isTrue();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(2));
    assertThat(sender.free()).isEqualTo(1);
    assertThat(middle.isWoken()).isFalse();
  }

  @Test
  void whatTrySendSaysIsWhatHappened() throws Exception {
    assertThat(sender.trySend(1)).isEqualTo(TrySend.SENT);
    assertThat(sender.trySend(2)).isEqualTo(TrySend.FULL);
    receiver.close();
    assertThat(sender.trySend(3)).isEqualTo(TrySend.CLOSED);
    assertThat(receiver.tryReceive()).isEqualTo(Next.item(1));
    assertThat(receiver.tryReceive()).isEqualTo(Next.end());
    assertThatThrownBy(() -> TestTask.of(sender.send(4)).poll())
        .isInstanceOfSatisfying(NotSent.class, e -> assertThat(e.item()).isEqualTo(4))
        .isInstanceOf(Closed.class)
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThatThrownBy(() -> TestTask.of(sender.reserve()).poll()).isInstanceOf(Closed.class);
    assertThatThrownBy(sender::tryReserve).isInstanceOf(Closed.class);
  }

  @Test
  void tryReceiveTellsEmptyFromClosed() {
    assertThat(receiver.tryReceive()).isEqualTo(Next.pending());
    sender.close();
    assertThat(receiver.tryReceive()).isEqualTo(Next.end());
  }

  @Test
  void aCloseOfTheReceiverWakesWhoeverWaitsAndDrains() throws Exception {
    sender.trySend(1);
    TestTask<Void> send = pending(sender.send(2));
    TestTask<Void> closed = pending(sender.closed());
    TestTask<Void> noMore = pending(sender.closed());
    noMore.cancel();
    receiver.close();
    assertThat(send.isWoken() && closed.isWoken()).isTrue();
    assertThat(noMore.isWoken()).isFalse();
    assertThatThrownBy(send::poll).isInstanceOf(NotSent.class);
    assertThat(closed.poll().isReady()).isTrue();
    assertThatThrownBy(closed::poll).hasMessageContaining("`closed`");
    assertThat(sender.isClosed() && receiver.isClosed()).isTrue();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(1));
    assertThat(receiving.pollNext()).isEqualTo(Next.end());
  }

  @Test
  @Tag("F-105")
  void aCancelOfTheReceiverDrainsWhatIsInAndWhatStillComes() throws Exception {
    MpscPermit<Integer> permit = permit();
    TestTask<Void> send = pending(sender.send(2));
    receiver.cancel();
    receiver.cancel();
    assertThatThrownBy(send::poll).isInstanceOf(NotSent.class);
    assertThat(permit.send(1)).as("nobody will get it").isFalse();
    assertThat(receiver.size()).isZero();
    assertThat(receiving.pollNext()).isEqualTo(Next.end());
  }

  @Test
  void aPermitThatIsOutKeepsTheChannelFromItsEnd() throws Exception {
    MpscPermit<Integer> permit = permit();
    TestTask<MpscPermit<Integer>> second = TestTask.of(sender.reserve());
    assertThat(second.poll().isPending()).isTrue();
    receiver.close();
    assertThat(second.isWoken()).isTrue();
    assertThatThrownBy(second::poll).isInstanceOf(Closed.class);
    assertThat(receiving.pollNext()).isEqualTo(Next.pending());
    assertThat(permit.send(123)).isTrue();
    assertThat(receiving.isWoken()).isTrue();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(123));
    assertThat(receiving.pollNext()).isEqualTo(Next.end());
    assertThatThrownBy(() -> permit.send(5)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPermitThatIsGivenBackEndsAClosedChannel() throws Exception {
    MpscPermit<Integer> permit = permit();
    sender.close();
    assertThat(receiver.isClosed()).as("the permit is as good as a sender").isFalse();
    assertThat(receiver.tryReceive()).isEqualTo(Next.pending());
    assertThat(receiving.pollNext()).isEqualTo(Next.pending());
    permit.close();
    permit.close();
    assertThat(receiving.isWoken()).isTrue();
    assertThat(receiving.pollNext()).isEqualTo(Next.end());
    assertThat(receiver.isClosed()).isTrue();
  }

  @Test
  void aTurnThatCameBeforeACloseIsGivenBack() throws Exception {
    for (boolean polls : new boolean[] {true, false}) {
      var other = Mpsc.<Integer>channel(1);
      MpscPermit<Integer> first = other.sender().tryReserve().orElseThrow();
      TestTask<MpscPermit<Integer>> waiting = TestTask.of(other.sender().reserve());
      assertThat(waiting.poll().isPending()).isTrue();
      first.close();
      assertThat(waiting.isWoken()).isTrue();
      other.receiver().close();
      TestStream<Integer> end = TestStream.of(other.receiver());
      assertThat(end.pollNext()).isEqualTo(Next.pending());
      if (polls) {
        assertThatThrownBy(waiting::poll).isInstanceOf(Closed.class);
      } else {
        waiting.cancel();
      }
      assertThat(end.isWoken()).isTrue();
      assertThat(end.pollNext()).isEqualTo(Next.end());
    }
  }

  @Test
  void permitsGoToWhoeverWaits() throws Exception {
    MpscPermit<Integer> permit = permit();
    TestTask<MpscPermit<Integer>> waiting = TestTask.of(sender.reserve());
    assertThat(waiting.poll().isPending()).isTrue();
    permit.close();
    assertThat(waiting.isWoken()).isTrue();
    waiting.poll().get().close();
    assertThat(sender.free()).isEqualTo(1);
    assertThatThrownBy(waiting::poll).hasMessageContaining("`reserve`");
  }

  @Test
  void eachSenderIsClosedOnItsOwn() throws Exception {
    MpscSender<Integer> copy = sender.copy();
    assertThat(receiving.pollNext()).isEqualTo(Next.pending());
    sender.close();
    assertThat(receiving.isWoken()).isFalse();
    assertThat(sender.isClosed()).isTrue();
    assertThat(copy.isClosed()).isFalse();
    assertThat(sender.trySend(1)).isEqualTo(TrySend.CLOSED);
    assertThatThrownBy(() -> TestTask.of(sender.send(1)).poll()).isInstanceOf(NotSent.class);
    assertThatThrownBy(sender::copy)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("copy()");
    assertThat(copy.trySend(2)).isEqualTo(TrySend.SENT);
    copy.close();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(2));
    assertThat(receiving.pollNext()).isEqualTo(Next.end());
  }

  @Test
  void theLastSenderThatClosesWakesTheReceiver() throws Exception {
    assertThat(receiving.pollNext()).isEqualTo(Next.pending());
    sender.close();
    assertThat(receiving.isWoken()).isTrue();
  }

  @Test
  void aSendThatWaitsOutlivesItsSender() throws Exception {
    sender.trySend(1);
    TestTask<Void> waiting = pending(sender.send(2));
    sender.close();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(1));
    assertThat(receiving.pollNext()).isEqualTo(Next.pending());
    assertThat(waiting.poll().isReady()).isTrue();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(2));
    assertThat(receiving.pollNext()).isEqualTo(Next.end());
  }

  @Test
  void nextIsCancelSafe() throws Exception {
    var next = TestTask.of(receiver.next());
    assertThat(next.poll().isPending()).isTrue();
    sender.trySend(1);
    next.cancel();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(1));
  }

  @Test
  void theSinkKeepsASlotUntilItIsUsedAndClosesItsSender() throws Exception {
    Sink<Integer> sink = sender.sink();
    Context cx = Context.of(new CountingWaker());
    assertThatThrownBy(() -> sink.startSend(1)).isInstanceOf(IllegalStateException.class);
    assertThat(sink.pollReady(cx).isReady()).isTrue();
    assertThat(sink.pollReady(cx).isReady()).isTrue();
    assertThat(sender.free()).isZero();
    sink.startSend(1);
    TestTask<Void> second = pending(sink.send(2));
    assertThat(receiving.pollNext()).isEqualTo(Next.item(1));
    assertThat(second.isWoken()).isTrue();
    assertThat(second.poll().isReady()).isTrue();
    assertThat(receiving.pollNext()).isEqualTo(Next.item(2));
    assertThat(sink.pollReady(cx).isReady()).isTrue();
    assertThat(TestTask.of(sink.close()).poll().isReady()).isTrue();
    assertThat(sender.isClosed()).isTrue();
    assertThat(receiving.pollNext()).as("the slot was given back").isEqualTo(Next.end());
    assertThatThrownBy(() -> sink.pollReady(cx)).hasMessageContaining("been closed");
  }

  @Test
  void theSinkFailsForGoodWhenTheChannelIsClosed() throws Exception {
    Sink<Integer> sink = sender.sink();
    Context cx = Context.of(new CountingWaker());
    assertThat(sink.pollReady(cx).isReady()).isTrue();
    receiver.cancel();
    assertThatThrownBy(() -> sink.startSend(1)).isInstanceOf(NotSent.class);
    assertThatThrownBy(() -> sink.pollReady(cx)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> TestTask.of(sender.copy().sink().send(1)).poll())
        .as("the sender was closed with its sink")
        .isInstanceOf(IllegalStateException.class);
    var closed = Mpsc.<Integer>channel(1);
    closed.receiver().close();
    assertThatThrownBy(() -> TestTask.of(closed.sender().sink().send(1)).poll())
        .isInstanceOf(Closed.class);
  }

  @Test
  void aSinkThatIsCancelledLeavesTheQueue() throws Exception {
    sender.trySend(0);
    Sink<Integer> sink = sender.copy().sink();
    assertThat(TestTask.of(sink.feed(1)).poll().isPending()).isTrue();
    TestTask<Void> next = pending(sender.send(2));
    assertThat(receiving.pollNext()).isEqualTo(Next.item(0));
    assertThat(next.isWoken()).as("the sink is first").isFalse();
    sink.cancel();
    assertThat(next.isWoken()).isTrue();
    assertThat(next.poll()).isEqualTo(Poll.done());
  }

  @Test
  @Tag("F-104")
  void anUnboundedChannelNeverWaits() throws Exception {
    var unbounded = Mpsc.<Integer>unbounded();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(unbounded.sender().send(i)).isTrue();
      expected.add(i);
    }
    MpscUnboundedSender<Integer> copy = unbounded.sender().copy();
    unbounded.sender().close();
    assertThat(unbounded.sender().send(0)).isFalse();
    assertThat(unbounded.receiver().isClosed()).isFalse();
    copy.close();
    List<Integer> received = new ArrayList<>();
    while (unbounded.receiver().tryReceive() instanceof Next.Item<Integer>(Integer item)) {
      received.add(item);
    }
    assertThat(received).isEqualTo(expected);
    assertThat(unbounded.receiver().tryReceive()).isEqualTo(Next.end());
  }

  @Test
  void everyFutureOfItCooperates() throws Exception {
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 0);
    assertThat(sender.send(1).poll(cx).isPending()).isTrue();
    assertThat(sender.reserve().poll(cx).isPending()).isTrue();
    assertThat(sender.closed().poll(cx).isPending()).isTrue();
    assertThat(sender.sink().pollReady(cx).isPending()).isTrue();
    assertThat(receiver.pollNext(cx)).isEqualTo(Next.pending());
    assertThat(waker.count()).isEqualTo(5);
    assertThat(sender.free()).isEqualTo(1);
    cx.begin(waker, 2);
    assertThat(sender.send(1).poll(cx).isReady()).isTrue();
    assertThat(receiver.pollNext(cx)).isEqualTo(Next.item(1));
    assertThat(cx.proceed()).as("one unit each").isFalse();
  }

  @Test
  @Tag("C-13")
  @Tag("C-14")
  void wakersThatThrowOrCallBackHarmNobody() throws Exception {
    sender.trySend(0);
    HostileWaker hostile =
        new HostileWaker()
            .thatRuns(() -> sender.trySend(7))
            .thatThrows(new IllegalStateException("hostile"));
    assertThat(sender.send(1).poll(Context.of(hostile)).isPending()).isTrue();
    TestTask<Void> other = pending(sender.send(2));
    assertThatThrownBy(receiver::close).hasMessage("hostile");
    assertThat(other.isWoken()).isTrue();
    assertThat(receiver.tryReceive()).isEqualTo(Next.item(0));
    assertThat(receiver.tryReceive()).isEqualTo(Next.end());
  }

  @Test
  @SuppressWarnings("NullAway") // what users of Java without null checks may write
  void nullIsRefusedAtTheDoor() {
    assertThatThrownBy(() -> sender.send(null)).hasMessageContaining("no null");
    assertThatThrownBy(() -> sender.trySend(null)).hasMessageContaining("no null");
  }
}
