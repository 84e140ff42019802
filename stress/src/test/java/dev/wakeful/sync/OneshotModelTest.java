package dev.wakeful.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A sender, and a receiver who sleeps until it is decided whether it gets the value.
class OneshotModelTest {

  @Test
  void theReceiverHearsOfTheValue() {
    Model.explore(500, () -> new Protocol(new RealCell(), false).run());
  }

  @Test
  void aValueIsReceivedOrStaysItsSenders() {
    Model.explore(500, () -> new Protocol(new RealCell(), true).run());
  }

  @Test
  void twinThatLooksBeforeItRegistersSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new LooksFirst(), false).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatPutsInTwoStepsHasTheValueTwice() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new PutsLate(), true).run()))
        .hasMessageContaining("sent is true, received false");
  }

  private static final class Protocol implements Runnable {
    final Cell cell;
    final boolean closes;
    final Parker parker = new MonitorParker();

    // the checker does not hear of what a thread throws
    boolean sent;
    boolean received;

    Protocol(Cell cell, boolean closes) {
      this.cell = cell;
      this.closes = closes;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Sender(), new Receiver());
      Model.check("sent is " + sent + ", received " + received, sent == received);
      Model.check("nobody closed, and it was refused", closes || sent);
    }

    private final class Sender implements Runnable {
      @Override
      public void run() {
        sent = cell.put();
      }
    }

    private final class Receiver implements Runnable {
      @Override
      public void run() {
        if (closes) {
          cell.closeReceiver();
        }
        try {
          while (!cell.poll(new UnparkingWaker(parker))) {
            parker.park();
          }
          received = true;
        } catch (Closed refused) {
          received = false;
        }
      }
    }
  }

  /// What is under test.
  private interface Cell {
    boolean put();

    void closeReceiver();

    boolean poll(Waker waker) throws Closed;
  }

  private static final class RealCell implements Cell {
    private final OneshotCell<Integer> cell = new OneshotCell<>();

    @Override
    public boolean put() {
      return cell.put(1);
    }

    @Override
    public void closeReceiver() {
      cell.closeReceiver();
    }

    @Override
    public boolean poll(Waker waker) throws Closed {
      return cell.poll(Context.of(waker)) != RawPoll.PENDING;
    }
  }

  /// A copy of the cell, to be weakened.
  private abstract static class CopiedCell implements Cell {
    static final Object VALUE = "value";
    static final Object REFUSED = "refused";

    final AtomicReference<@Nullable Object> state = new AtomicReference<>();
    final AtomicWaker receiver = new AtomicWaker();

    @Override
    public boolean put() {
      if (!state.compareAndSet(null, VALUE)) {
        return false;
      }
      receiver.wake();
      return true;
    }

    @Override
    public final void closeReceiver() {
      state.compareAndSet(null, REFUSED);
    }

    @Override
    public boolean poll(Waker waker) throws Closed {
      receiver.register(waker);
      return found();
    }

    final boolean found() throws Closed {
      Object now = state.get();
      if (now == REFUSED) {
        throw new Closed("refused");
      }
      return now != null;
    }
  }

  /// The fault: a value that comes between the look and the registration.
  private static final class LooksFirst extends CopiedCell {
    @Override
    public boolean poll(Waker waker) throws Closed {
      boolean found = found();
      receiver.register(waker);
      return found;
    }
  }

  /// The fault: the receiver may close between the look and the store.
  private static final class PutsLate extends CopiedCell {
    @Override
    public boolean put() {
      if (state.get() != null) {
        return false;
      }
      state.set(VALUE);
      receiver.wake();
      return true;
    }
  }
}
