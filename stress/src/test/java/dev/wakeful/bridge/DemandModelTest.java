package dev.wakeful.bridge;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Waker;
import org.junit.jupiter.api.Test;

/// Two threads that ask for an item each and one of which cancels, and the task that gives items
/// until it is cancelled.
class DemandModelTest {

  @Test
  void everyRequestIsAnsweredAndTheCancelIsHeard() {
    Model.explore(500, () -> new Protocol(new RealDemand(), true).run());
  }

  @Test
  void aCancelAtAnyTimeEndsIt() {
    Model.explore(500, () -> new Protocol(new RealDemand(), false).run());
  }

  @Test
  void twinThatAddsInTwoStepsLosesARequest() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new TwoSteps(), true).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatLooksBeforeItRegistersSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new LooksFirst(), true).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinWhoseCancelWakesNobodySleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(new QuietCancel(), false).run()))
        .hasMessageContaining("deadlock");
  }

  private static final class Protocol implements Runnable {
    final Word demand;
    final boolean politely;
    final Parker parker = new MonitorParker();
    final Parker subscriber = new MonitorParker();
    int given; // by the task
    volatile boolean over;

    /// @param politely whether the one who cancels waits for both items
    Protocol(Word demand, boolean politely) {
      this.demand = demand;
      this.politely = politely;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Task(), new Asker(), new Canceller());
      Model.check("the task is not over", over);
      Model.check(given + " items given", politely ? given == 2 : given <= 2);
    }

    private final class Task implements Runnable {
      @Override
      public void run() {
        while (!over) {
          long open = demand.registerAndLook(new UnparkingWaker(parker));
          while (open > 0) {
            given++;
            demand.given();
            if (given == 2) {
              subscriber.unpark();
            }
            open = demand.open();
          }
          if (open < 0) {
            over = true;
          } else {
            parker.park();
          }
        }
      }
    }

    private final class Asker implements Runnable {
      @Override
      public void run() {
        demand.request();
      }
    }

    private final class Canceller implements Runnable {
      @Override
      public void run() {
        demand.request();
        if (politely) {
          subscriber.park();
        }
        demand.cancel();
      }
    }
  }

  /// What is under test.
  private interface Word {
    long registerAndLook(Waker waker);

    long open();

    void given();

    void request();

    void cancel();
  }

  private static final class RealDemand implements Word {
    private final Demand demand = new Demand();

    @Override
    public long registerAndLook(Waker waker) {
      demand.register(waker);
      return demand.open();
    }

    @Override
    public long open() {
      return demand.open();
    }

    @Override
    public void given() {
      demand.given();
    }

    @Override
    public void request() {
      demand.request(1);
    }

    @Override
    public void cancel() {
      demand.cancel();
    }
  }

  /// A copy, to be weakened.
  private static class Copy implements Word {
    final AtomicWaker task = new AtomicWaker();
    long open; // guarded by this

    @Override
    public long registerAndLook(Waker waker) {
      task.register(waker);
      return open();
    }

    @Override
    public final synchronized long open() {
      return open;
    }

    @Override
    public final void given() {
      add(-1);
    }

    @Override
    public void request() {
      if (add(1) == 0) {
        task.wake();
      }
    }

    final synchronized void set(long state) {
      open = state;
    }

    private synchronized long add(long n) {
      long before = open;
      if (before >= 0) {
        open = before + n;
      }
      return before;
    }

    @Override
    public void cancel() {
      set(Demand.CANCELLED);
      task.wake();
    }
  }

  /// The fault: another request comes between the look and the store.
  private static final class TwoSteps extends Copy {
    @Override
    public void request() {
      long before = open();
      if (before >= 0) {
        set(before + 1);
      }
      if (before == 0) {
        task.wake();
      }
    }
  }

  /// The fault: a request comes between the look and the registration.
  private static final class LooksFirst extends Copy {
    @Override
    public long registerAndLook(Waker waker) {
      long before = open();
      task.register(waker);
      return before;
    }
  }

  /// The fault: the task that waits for a request is not told.
  private static final class QuietCancel extends Copy {
    @Override
    public void cancel() {
      set(Demand.CANCELLED);
    }
  }
}
