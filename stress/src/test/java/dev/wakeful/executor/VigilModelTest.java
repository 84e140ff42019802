package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import org.junit.jupiter.api.Test;

/// The watchdog's sleep: it parks when all is quiet, and somebody who works waits until it has
/// looked at that work. The loop is that of [Watchdog] with a tick for each time it is awake.
class VigilModelTest {

  @Test
  void whoIsAwakeIsWatched() {
    Model.explore(1_500, () -> new Vigilance().run());
  }

  @Test
  void twinThatParksWithoutAnotherLookLeavesSomebodyUnwatched() {
    assertThatThrownBy(() -> Model.search(() -> new NoLastLook().run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinWhoLooksBeforeItCountsItselfIsNotWatched() {
    assertThatThrownBy(() -> Model.search(() -> new LooksFirst().run()))
        .hasMessageContaining("deadlock");
  }

  /// One who wakes up and works until it was seen, and the watchdog.
  private static class Vigilance implements Runnable {
    final Vigil vigil = new Vigil(true);
    final Parker watchdog = new MonitorParker();
    final Parker worker = new MonitorParker();
    volatile boolean seen;

    @Override
    public final void run() {
      Model.share(this);
      vigil.awake(); // starts the watchdog
      vigil.asleep();
      Model.threads(new Sleeper(), new Dog());
    }

    void wakeUp() {
      if (vigil.awake() == Vigil.Duty.UNPARK) {
        watchdog.unpark();
      }
    }

    boolean mayPark() {
      return vigil.park();
    }

    private final class Sleeper implements Runnable {
      @Override
      public void run() {
        wakeUp();
        worker.park();
        vigil.asleep();
      }
    }

    private final class Dog implements Runnable {
      @Override
      public void run() {
        while (!seen) {
          if (mayPark()) {
            watchdog.park();
          }
          if (!Vigil.isQuiet(vigil.look())) {
            seen = true;
            worker.unpark();
          }
        }
      }
    }
  }

  /// The fault: does not look whether somebody woke up before it said that it parks.
  private static final class NoLastLook extends Vigilance {
    @Override
    boolean mayPark() {
      vigil.park();
      return true;
    }
  }

  /// The fault: asks whether the watchdog is parked, and then counts itself.
  private static final class LooksFirst extends Vigilance {
    @Override
    void wakeUp() {
      boolean parked = vigil.isParked();
      Vigil.Duty duty = vigil.awake();
      if (parked && duty == Vigil.Duty.UNPARK) {
        watchdog.unpark();
      }
    }
  }
}
