package dev.wakeful.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import org.junit.jupiter.api.Test;

/// A task that sleeps until two things have happened, told of each through an [AtomicWaker].
class AtomicWakerModelTest {

  @Test
  void theTaskHearsOfBothEvents() {
    Model.explore(1_000, () -> new Protocol().run());
  }

  @Test
  void twinThatLooksBeforeItRegistersSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new LookFirst().run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatKeepsItsFirstWakerSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new FirstWakerCounts().run()))
        .hasMessageContaining("deadlock");
  }

  /// The protocol as the class demands it.
  private static class Protocol implements Runnable {
    final AtomicWaker cell = new AtomicWaker();
    final Parker parker = new MonitorParker();
    volatile boolean one;
    volatile boolean other;

    @Override
    public final void run() {
      Model.share(this);
      Model.threads(new Task(), new Events());
      Model.check("the task ended early", one && other);
    }

    /// Registers, then looks.
    boolean pending() {
      register();
      return !(one && other);
    }

    void register() {
      cell.register(new UnparkingWaker(parker)); // another one each time
    }

    private final class Task implements Runnable {
      @Override
      public void run() {
        while (pending()) {
          parker.park();
        }
      }
    }

    private final class Events implements Runnable {
      @Override
      public void run() {
        one = true;
        cell.wake();
        other = true;
        cell.wake();
      }
    }
  }

  private static final class LookFirst extends Protocol {
    @Override
    boolean pending() {
      boolean pending = !(one && other);
      register();
      return pending;
    }
  }

  private static final class FirstWakerCounts extends Protocol {
    private boolean registered;

    @Override
    void register() {
      if (!registered) {
        registered = true;
        super.register();
      }
    }
  }
}
