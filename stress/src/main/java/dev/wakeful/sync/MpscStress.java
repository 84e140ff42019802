package dev.wakeful.sync;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.wakeful.stream.RawNext;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/// The lock of a channel, and what is done after it.
public final class MpscStress {

  /// Results: the receiver got the item; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the receiver waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "got it, or was woken")
  @State
  public static class SendAndReceive {
    private final MpscChannel<Integer> channel = new MpscChannel<>(1);
    private final Flag receiver = new Flag();

    @Actor
    public void sender() {
      channel.trySend(1);
    }

    @Actor
    public void receiver(ZZ_Result r) {
      r.r1 = RawNext.isItem(channel.take(Context.of(receiver)));
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = receiver.woken;
    }
  }

  /// Results: the sender has its slot; it was woken.
  @JCStressTest
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "the sender waits for ever")
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "got it, or was woken")
  @State
  public static class ReceiveAndSend {
    private final MpscChannel<Integer> channel = new MpscChannel<>(1);
    private final Flag sender = new Flag();

    public ReceiveAndSend() {
      channel.trySend(1);
    }

    @Actor
    public void sender(ZZ_Result r) {
      r.r1 = channel.send(new Waiter(), sender, 2) == MpscChannel.Answer.GRANTED;
    }

    @Actor
    public void receiver() {
      channel.tryTake();
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = sender.woken;
    }
  }

  /// Results: the item was accepted; it is there.
  @JCStressTest
  @Outcome(
      id = {"true, true", "false, false"},
      expect = ACCEPTABLE,
      desc = "received or refused")
  @Outcome(id = ".*", expect = FORBIDDEN, desc = "lost, or refused and received")
  @State
  public static class SendAndClose {
    private final MpscChannel<Integer> channel = new MpscChannel<>(1);

    @Actor
    public void sender(ZZ_Result r) {
      r.r1 = channel.trySend(1) == TrySend.SENT;
    }

    @Actor
    public void receiver() {
      channel.close(false);
    }

    @Arbiter
    public void end(ZZ_Result r) {
      r.r2 = RawNext.isItem(channel.tryTake());
    }
  }

  /// A slot becomes free while the first of two waiters gives up. Result: the second was woken.
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "the turn was passed on")
  @Outcome(id = "false", expect = FORBIDDEN, desc = "the turn is lost")
  @State
  public static class ReceiveAndGiveUp {
    private final MpscChannel<Integer> channel = new MpscChannel<>(1);
    private final Waiter first = new Waiter();
    private final Flag second = new Flag();

    public ReceiveAndGiveUp() {
      channel.trySend(1);
      channel.send(first, new Flag(), 2);
      channel.send(new Waiter(), second, 3);
    }

    @Actor
    public void receiver() {
      channel.tryTake();
    }

    @Actor
    public void sender() {
      channel.leave(first);
    }

    @Arbiter
    public void end(Z_Result r) {
      r.r1 = second.woken;
    }
  }

  /// The slot and its waiters, where giving up is a look and then a step.
  static final class WeakSlot {
    private final WaitQueue queue = new WaitQueue(); // guarded by this

    synchronized void await(Waiter waiter, Waker waker) {
      queue.await(waiter, waker);
    }

    void free() {
      @Nullable Waker told;
      synchronized (this) {
        told = queue.tellFirst();
      }
      if (told != null) {
        told.wake();
      }
    }

    void giveUp(Waiter waiter) {
      boolean told;
      synchronized (this) {
        told = waiter.state == Waiter.State.TOLD;
      }
      synchronized (this) {
        queue.leave(waiter); // the fault: its turn may have come in between
      }
      if (told) {
        free();
      }
    }
  }

  /// Twin: giving up in two steps.
  @JCStressTest
  @Outcome(id = "false", expect = ACCEPTABLE_INTERESTING, desc = "the turn is lost")
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "the turn was passed on")
  @State
  public static class WeakGiveUp {
    private final WeakSlot slot = new WeakSlot();
    private final Waiter first = new Waiter();
    private final Flag second = new Flag();

    public WeakGiveUp() {
      slot.await(first, new Flag());
      slot.await(new Waiter(), second);
    }

    @Actor
    public void receiver() {
      slot.free();
    }

    @Actor
    public void sender() {
      slot.giveUp(first);
    }

    @Arbiter
    public void end(Z_Result r) {
      r.r1 = second.woken;
    }
  }
}
