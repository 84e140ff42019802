package dev.wakeful.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Senders who wait for slots, one who gives up, and a receiver who sleeps until something comes or
/// nothing can come any more.
class MpscModelTest {

  @Test
  void everyItemArrivesAndThenTheEnd() {
    Model.explore(500, () -> new ToTheEnd().run());
  }

  @Test
  void aTurnIsPassedOnByOneWhoGivesUp() {
    Model.explore(500, () -> new GivingUp(new RealSlot()).run());
  }

  @Test
  void aCloseEndsEverybodysWait() {
    Model.explore(500, () -> new Closing().run());
  }

  @Test
  void twinThatGivesUpInTwoStepsLosesATurn() {
    assertThatThrownBy(() -> Model.search(() -> new GivingUp(new WeakGivingUp()).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatLooksForASlotAndThenWaitsSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new GivingUp(new WeakWaiting()).run()))
        .hasMessageContaining("deadlock");
  }

  private abstract static class Threads implements Runnable {
    final MpscChannel<Integer> channel = new MpscChannel<>(1);

    /// Sends one, and closes its sender.
    final class Sender implements Runnable {
      final Parker parker = new MonitorParker();
      MpscChannel.@Nullable Answer answer;

      @Override
      public void run() {
        Waiter waiter = new Waiter();
        answer = channel.send(waiter, new UnparkingWaker(parker), 1);
        while (answer == MpscChannel.Answer.WAITS) {
          parker.park();
          answer = channel.send(waiter, new UnparkingWaker(parker), 1);
        }
        channel.handleClosed();
      }
    }

    /// Receives to the end.
    final class Receiver implements Runnable {
      final Parker parker = new MonitorParker();
      final boolean closes;
      int received;

      Receiver(boolean closes) {
        this.closes = closes;
      }

      @Override
      public void run() {
        if (closes) {
          channel.close(false);
        }
        Object raw = channel.take(Context.of(new UnparkingWaker(parker)));
        while (raw != RawNext.END) {
          if (raw == RawNext.PENDING) {
            parker.park();
          } else {
            received++;
          }
          raw = channel.take(Context.of(new UnparkingWaker(parker)));
        }
      }
    }
  }

  /// Two who send through one slot.
  private static final class ToTheEnd extends Threads {
    final Receiver receiver = new Receiver(false);

    @Override
    public void run() {
      Model.share(this);
      channel.open();
      Model.threads(new Sender(), new Sender(), receiver);
      Model.check(receiver.received + " of 2 items came", receiver.received == 2);
      Model.check("a slot is lost", channel.free() == 1);
    }
  }

  /// One who sends, one whose permit is out, and a receiver who closes.
  private static final class Closing extends Threads {
    final Receiver receiver = new Receiver(true);
    final Sender sender = new Sender();

    @Override
    public void run() {
      Model.share(this);
      channel.tryAcquire();
      Model.threads(sender, new Permit(), receiver);
      int sent = sender.answer == MpscChannel.Answer.GRANTED ? 1 : 0;
      Model.check(receiver.received + " came of " + sent, receiver.received == sent);
      Model.check("a slot is lost", channel.free() == 1);
    }

    private final class Permit implements Runnable {
      @Override
      public void run() {
        channel.giveBack();
      }
    }
  }

  /// One slot is taken, and one waits for it who gives up; another one comes; the slot becomes
  /// free.
  private static final class GivingUp implements Runnable {
    final Slot slot;
    final Waiter first = new Waiter();
    final Parker parker = new MonitorParker();
    volatile boolean second;

    GivingUp(Slot slot) {
      this.slot = slot;
      slot.take(first, Waker.noop());
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Freer(), new Quitter(), new Second());
      Model.check("the second has left without a slot", second);
    }

    private final class Freer implements Runnable {
      @Override
      public void run() {
        slot.free();
      }
    }

    private final class Quitter implements Runnable {
      @Override
      public void run() {
        slot.giveUp(first);
      }
    }

    private final class Second implements Runnable {
      @Override
      public void run() {
        Waiter waiter = new Waiter();
        while (!slot.take(waiter, new UnparkingWaker(parker))) {
          parker.park();
        }
        second = true;
      }
    }
  }

  /// What [GivingUp] tests: one slot, which somebody has.
  private interface Slot {
    boolean take(Waiter waiter, Waker waker);

    void free();

    void giveUp(Waiter waiter);
  }

  private static final class RealSlot implements Slot {
    private final MpscChannel<Integer> channel = new MpscChannel<>(1);

    RealSlot() {
      channel.tryAcquire();
    }

    @Override
    public boolean take(Waiter waiter, Waker waker) {
      return channel.acquire(waiter, waker) == MpscChannel.Answer.GRANTED;
    }

    @Override
    public void free() {
      channel.giveBack();
    }

    @Override
    public void giveUp(Waiter waiter) {
      channel.leave(waiter);
    }
  }

  /// A copy of the channel's slots around the real queue, to be weakened.
  private static class CopiedSlot implements Slot {
    final WaitQueue queue = new WaitQueue(); // guarded by this
    boolean isFree; // guarded by this

    @Override
    public boolean take(Waiter waiter, Waker waker) {
      synchronized (this) {
        return isMine(waiter) || !waits(waiter, waker);
      }
    }

    final boolean isMine(Waiter waiter) {
      if (waiter.takeTold()) {
        return true;
      }
      boolean mine = isFree;
      isFree = false;
      return mine;
    }

    final boolean waits(Waiter waiter, Waker waker) {
      queue.await(waiter, waker);
      return true;
    }

    @Override
    public final void free() {
      Waker told;
      synchronized (this) {
        isFree = queue.isEmpty();
        told = queue.tellFirst();
      }
      if (told != null) {
        told.wake();
      }
    }

    @Override
    public void giveUp(Waiter waiter) {
      boolean told;
      synchronized (this) {
        told = queue.leave(waiter);
      }
      if (told) {
        free();
      }
    }
  }

  /// The fault: its turn may come between the look and the step.
  private static final class WeakGivingUp extends CopiedSlot {
    @Override
    public void giveUp(Waiter waiter) {
      boolean told;
      synchronized (this) {
        told = waiter.state == Waiter.State.TOLD;
      }
      synchronized (this) {
        queue.leave(waiter);
      }
      if (told) {
        free();
      }
    }
  }

  /// The fault: the slot may become free between the look and the wait.
  private static final class WeakWaiting extends CopiedSlot {
    @Override
    public boolean take(Waiter waiter, Waker waker) {
      synchronized (this) {
        if (isMine(waiter)) {
          return true;
        }
      }
      synchronized (this) {
        waits(waiter, waker);
      }
      return false;
    }
  }
}
