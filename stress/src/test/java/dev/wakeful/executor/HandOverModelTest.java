package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// One worker is stuck in a poll that ends when the other one has done something: has polled the
/// task in the first one's next-slot, or has heard of an event in the driver. One tick of the
/// watchdog comes after the poll began. The loops are those of [Worker] and [WorkerBeat], reduced,
/// with the real [IdleSet] and [NextSlot].
class HandOverModelTest {

  @Test
  void theNextTaskOfAStuckWorkerIsPolled() {
    Model.explore(800, () -> new Slot().run());
  }

  @Test
  void theDriverOfAStuckWorkerIsTaken() {
    Model.explore(800, () -> new InDriver().run());
  }

  @Test
  void twinThatMarksTheWorkerAfterItHasWokenTheOtherOne() {
    assertThatThrownBy(() -> Model.search(() -> new MarksLate().run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinWithoutTheNextSlotInTheLastLook() {
    assertThatThrownBy(() -> Model.search(() -> new NoSlotInLastLook().run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinWithoutAWatchdogNeverHearsOfTheEvent() {
    assertThatThrownBy(() -> Model.search(() -> new NoWatchdog().run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatWakesOnlyOneWhoSleepsAlready() {
    assertThatThrownBy(() -> Model.search(() -> new WakesSleepersOnly().run()))
        .hasMessageContaining("deadlock");
  }

  private enum Wait {
    AWAKE,
    ON_PARKER,
    IN_DRIVER,
    NOTIFIED
  }

  /// Worker 0 is stuck, worker 1 goes round its loop, the watchdog ticks once.
  private abstract static class Executor implements Runnable {
    final IdleSet idle = new IdleSet(2);
    final NextSlot next = new NextSlot();
    final AtomicBoolean driverTaken = new AtomicBoolean();
    final Parker driver = new MonitorParker();
    final Parker parker = new MonitorParker();
    final Parker longPoll = new MonitorParker();
    final Parker tick = new MonitorParker();
    final AtomicReference<Wait> wait = new AtomicReference<>(Wait.AWAKE);
    volatile boolean closing;

    @Override
    public final void run() {
      Model.share(this);
      prepare();
      Model.threads(new Stuck(), new Free(), new Dog());
    }

    /// Before the threads start.
    void prepare() {}

    /// What worker 0 does before its poll blocks.
    abstract void beforeItBlocks();

    void tick() {
      next.open(0);
      wakeAnyWorker();
      // The driver: nobody has turned it since the poll began.
    }

    final void wakeAnyWorker() {
      if (idle.pickAny() >= 0) {
        unpark();
      }
    }

    void unpark() {
      switch (wait.getAndSet(Wait.NOTIFIED)) {
        case ON_PARKER -> parker.unpark();
        case IN_DRIVER -> driver.unpark();
        case AWAKE, NOTIFIED -> {}
      }
    }

    boolean hasWork() {
      return next.isStealable();
    }

    /// What worker 0 waits for has been done.
    final void done() {
      closing = true;
      longPoll.unpark();
    }

    private final class Stuck implements Runnable {
      @Override
      public void run() {
        beforeItBlocks();
        tick.unpark();
        longPoll.park();
      }
    }

    private final class Dog implements Runnable {
      @Override
      public void run() {
        tick.park();
        tick();
      }
    }

    private final class Free implements Runnable {
      private boolean searching;

      @Override
      public void run() {
        while (!closing) {
          if (!searching) {
            searching = idle.startSearching();
          }
          if (next.steal() != null) {
            done();
            return;
          }
          sleep();
        }
      }

      private void sleep() {
        boolean lookAgain = idle.sleep(1, searching);
        searching = false;
        if (lookAgain && hasWork()) {
          boolean picked = idle.awake(1);
          if (picked) {
            wait.set(Wait.AWAKE);
          }
          searching = picked || idle.startSearching();
          return;
        }
        if (driverTaken.compareAndSet(false, true)) {
          if (wait.compareAndSet(Wait.AWAKE, Wait.IN_DRIVER)) {
            turnDriver();
          }
          driverTaken.set(false);
        } else if (wait.compareAndSet(Wait.AWAKE, Wait.ON_PARKER)) {
          parker.park();
        }
        wait.set(Wait.AWAKE);
        searching = idle.awake(1);
      }
    }

    /// Waits in the driver.
    void turnDriver() {
      driver.park();
    }
  }

  /// Worker 0 has woken a task that it would poll next.
  private static class Slot extends Executor {
    @Override
    void beforeItBlocks() {
      next.put(Bodies.task());
    }
  }

  /// Worker 0 leaves the driver and blocks; the event is there already.
  private static class InDriver extends Executor {
    @Override
    void prepare() {
      driverTaken.set(true);
    }

    @Override
    void beforeItBlocks() {
      driverTaken.set(false);
    }

    @Override
    void tick() {
      if (!driverTaken.get()) {
        wakeAnyWorker();
      }
    }

    @Override
    void turnDriver() {
      done();
    }
  }

  private static final class MarksLate extends Slot {
    @Override
    void tick() {
      wakeAnyWorker();
      next.open(0); // the fault: the one who was woken may have looked already
    }
  }

  private static final class NoSlotInLastLook extends Slot {
    @Override
    boolean hasWork() {
      return false;
    }
  }

  private static final class NoWatchdog extends InDriver {
    @Override
    void tick() {}
  }

  private static final class WakesSleepersOnly extends InDriver {
    @Override
    void unpark() {
      if (wait.get() == Wait.ON_PARKER) { // the fault: it may be about to sleep
        parker.unpark();
      }
    }
  }
}
