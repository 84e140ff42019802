package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Two who wait before a gate, one of them as for a time, and one who opens it: both pass.
class GateModelTest {

  @Test
  void everybodyPasses() {
    Model.explore(500, () -> new Protocol(new RealGate()).run());
  }

  @Test
  void twinThatLooksAndWaitsInTwoStepsSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new TwoSteps()).run()))
        .hasMessageContaining("deadlock");
  }

  private static final class Protocol implements Runnable {
    private final Door door;
    private final Waiter first = new Waiter(false);
    private final Waiter second = new Waiter(true);

    Protocol(Door door) {
      this.door = door;
    }

    @Override
    public void run() {
      Model.share(this);
      if (door.isForTwo()) {
        Model.threads(first, second, new Opener());
        Model.check("passed a closed gate", first.sawOpen && second.sawOpen);
      } else {
        Model.threads(first, new Opener());
      }
    }

    private volatile boolean opened;

    private final class Waiter implements Runnable {
      private final boolean timed;
      private volatile boolean sawOpen;

      Waiter(boolean timed) {
        this.timed = timed;
      }

      @Override
      public void run() {
        door.await(timed);
        sawOpen = opened;
      }
    }

    private final class Opener implements Runnable {
      @Override
      public void run() {
        opened = true;
        door.open();
      }
    }
  }

  /// What is under test.
  private interface Door {
    void open();

    void await(boolean timed);

    /// A third thread hides the fault of a twin among interleavings that it does not need.
    boolean isForTwo();
  }

  private static final class RealGate implements Door {
    private final Gate gate = new Gate(new MonitorWorld());

    @Override
    public void open() {
      gate.open();
    }

    @Override
    public void await(boolean timed) {
      if (timed) {
        Model.check("the time is never over", gate.await(1));
      } else {
        gate.await();
      }
    }

    @Override
    public boolean isForTwo() {
      return true;
    }
  }

  /// The fault: the gate is opened between the look and the entry in the list.
  private static final class TwoSteps implements Door {
    private volatile boolean open;
    private volatile @Nullable MonitorParker waiting;

    @Override
    public void open() {
      open = true;
      MonitorParker there = waiting;
      if (there != null) {
        there.unpark();
      }
    }

    @Override
    public void await(boolean timed) {
      MonitorParker parker = new MonitorParker();
      if (!open) {
        waiting = parker;
        parker.park();
      }
    }

    @Override
    public boolean isForTwo() {
      return false;
    }
  }
}
