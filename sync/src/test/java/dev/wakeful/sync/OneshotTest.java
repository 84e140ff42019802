package dev.wakeful.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.CountingWaker;
import dev.wakeful.testkit.HostileWaker;
import dev.wakeful.testkit.TestTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F-106")
class OneshotTest {
  private final Channel<OneshotSender<String>, OneshotReceiver<String>> channel = Oneshot.channel();
  private final OneshotSender<String> sender = channel.sender();
  private final OneshotReceiver<String> receiver = channel.receiver();
  private final TestTask<String> receiving = TestTask.of(receiver);

  @Test
  void theReceiverIsWokenAndGetsTheValueOnce() throws Exception {
    assertThat(receiving.poll().isPending()).isTrue();
    assertThat(sender.send("x")).isTrue();
    assertThat(receiving.isWoken()).isTrue();
    assertThat(receiving.poll()).isEqualTo(Poll.ready("x"));
    assertThatThrownBy(receiving::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`oneshot`");
    assertThatThrownBy(receiver::tryReceive).isInstanceOf(Closed.class);
  }

  @Test
  @Tag("C-12")
  void onlyTheLatestWakerIsWoken() throws Exception {
    assertThat(receiving.poll().isPending()).isTrue();
    assertThat(receiving.poll().isPending()).isTrue();
    sender.send("x");
    assertThat(receiving.wakes()).isEqualTo(1);
    assertThat(receiving.isWoken()).isTrue();
  }

  @Test
  @SuppressWarnings("NullAway") // it does not see that this value may be null
  void nullIsAValue() throws Exception {
    Channel<OneshotSender<@Nullable String>, OneshotReceiver<@Nullable String>> signal =
        Oneshot.channel();
    assertThat(signal.sender().send(null)).isTrue();
    assertThat(TestTask.of(signal.receiver()).poll().isReady()).isTrue();
  }

  @Test
  void aSenderThatIsClosedFailsTheReceiverWithoutAStackTrace() throws Exception {
    assertThat(receiving.poll().isPending()).isTrue();
    sender.close();
    sender.close();
    assertThat(receiving.isWoken()).isTrue();
    assertThatThrownBy(receiving::poll)
        .isInstanceOf(Closed.class)
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThatThrownBy(receiving::poll).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSenderSendsOnce() {
    assertThat(sender.send("x")).isTrue();
    sender.close();
    assertThatThrownBy(() -> sender.send("y")).isInstanceOf(IllegalStateException.class);
    assertThat(receiver).hasToString("oneshot");
  }

  @Test
  void aSenderIsToldThatTheReceiverIsGoneAndKeepsItsValue() throws Exception {
    TestTask<Void> closed = TestTask.of(sender.closed());
    assertThat(closed.poll().isPending()).isTrue();
    assertThat(sender.isClosed()).isFalse();
    receiver.cancel();
    assertThat(closed.isWoken()).isTrue();
    assertThat(closed.poll().isReady()).isTrue();
    assertThatThrownBy(closed::poll).hasMessageContaining("`closed`");
    assertThat(sender.isClosed()).isTrue();
    assertThat(sender.send("x")).isFalse();
  }

  @Test
  void onceTheSenderIsDoneACancelOfTheReceiverWakesNobody() throws Exception {
    TestTask<Void> closed = TestTask.of(sender.closed());
    assertThat(closed.poll().isPending()).isTrue();
    sender.close();
    int wakes = closed.wakes();
    receiver.cancel();
    assertThat(closed.wakes()).isEqualTo(wakes);
    assertThat(closed.poll().isReady()).isTrue();
  }

  @Test
  void aCloseOfTheReceiverLeavesWhatWasSent() throws Exception {
    assertThat(sender.send("x")).isTrue();
    receiver.close();
    assertThat(receiver.tryReceive()).isEqualTo(Poll.ready("x"));
  }

  @Test
  void aCloseOfTheReceiverRefusesWhatWasNotSent() throws Exception {
    TestTask<Void> closed = TestTask.of(sender.closed());
    assertThat(closed.poll().isPending()).isTrue();
    assertThat(receiver.tryReceive().isPending()).isTrue();
    receiver.close();
    assertThat(closed.isWoken()).isTrue();
    assertThat(sender.send("x")).isFalse();
    assertThatThrownBy(receiver::tryReceive).isInstanceOf(Closed.class);
    assertThatThrownBy(receiving::poll).isInstanceOf(Closed.class);
  }

  @Test
  void aReceiveThatIsCancelledLosesNothing() throws Exception {
    TestTask<String> first = TestTask.of(receiver.receive());
    assertThat(first.poll().isPending()).isTrue();
    sender.send("x");
    first.cancel();
    assertThatThrownBy(first::poll).hasMessageContaining("`receive`");
    assertThat(TestTask.of(receiver.receive()).poll()).isEqualTo(Poll.ready("x"));
    receiver.cancel();
  }

  @Test
  void itCooperates() throws Exception {
    sender.send("x");
    CountingWaker waker = new CountingWaker();
    Context cx = Context.of(waker);
    cx.begin(waker, 0);
    assertThat(receiver.poll(cx).isPending()).isTrue();
    assertThat(sender.closed().poll(cx).isPending()).isTrue();
    assertThat(waker.count()).isEqualTo(2);
    cx.begin(waker, 1);
    assertThat(receiver.poll(cx).isReady()).isTrue();
    assertThat(cx.proceed()).as("one unit was taken").isFalse();
  }

  @Test
  @Tag("C-13")
  void aWakerThatCallsBackIsHarmless() throws Exception {
    HostileWaker hostile = new HostileWaker().thatRuns(receiver::cancel);
    assertThat(receiver.poll(Context.of(hostile)).isPending()).isTrue();
    assertThat(sender.send("x")).isTrue();
    assertThat(hostile.wakes()).isEqualTo(1);
    assertThatThrownBy(() -> receiver.poll(Context.of(Waker.noop())))
        .isInstanceOf(IllegalStateException.class);
  }
}
