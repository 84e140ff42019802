package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How work finds a worker: the [IdleSet], the [InjectQueue] and the sleep of two workers, whose
/// loops are those of [Worker] without rings and driver.
class IdleSetModelTest {

  @Test
  void nobodySleepsForEverWhileATaskIsQueued() {
    Model.explore(600, () -> new Executor(false).run());
  }

  @Test
  void aSleepingWorkerIsWokenForATaskBehindALongOne() {
    Model.explore(600, () -> new Executor(true).run());
  }

  @Test
  void aTickOfTheWatchdogWakesAWorkerForATaskBehindALongOne() {
    Model.explore(600, () -> new Ticking().run());
  }

  @Test
  void twinWithoutTicksLeavesATaskBehindALongOne() {
    assertThatThrownBy(() -> Model.search(() -> new Tickless().run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatDoesNotLookAgainSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new NoLastLook().run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatPicksBeforeItPublishesSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new PickFirst().run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinWhoseLastSearcherWakesNobodyLeavesATaskBehindALongOne() {
    assertThatThrownBy(() -> Model.search(() -> new NoRelay().run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinWhoseLastSearcherLooksBeforeItStopsLeavesATaskBehindALongOne() {
    assertThatThrownBy(() -> Model.search(() -> new LooksEarly().run()))
        .hasMessageContaining("deadlock");
  }

  /// How a worker waits, as in [Worker].
  private enum Wait {
    AWAKE,
    ON_PARKER,
    NOTIFIED
  }

  /// Two workers and one who spawns two tasks from outside. Who runs the last task closes.
  private static class Executor implements Runnable {
    final InjectQueue inject = new InjectQueue();
    final IdleSet idle = new IdleSet(2);
    final ModelWorker[] workers = {new ModelWorker(0), new ModelWorker(1)};
    final Task<?>[] tasks = {Bodies.task(), Bodies.task()};
    final Parker longTask = new MonitorParker();
    final AtomicInteger done = new AtomicInteger();
    final boolean firstWaitsForSecond;
    volatile boolean closing;

    /// A protocol to be run once.
    ///
    /// @param firstWaitsForSecond whether the workers sleep at the start, and the task that is run
    ///   first keeps its worker until the other one has run
    Executor(boolean firstWaitsForSecond) {
      this.firstWaitsForSecond = firstWaitsForSecond;
    }

    @Override
    public final void run() {
      Model.share(this);
      if (firstWaitsForSecond && asleepAtFirst()) {
        idle.sleep(0, false);
        idle.sleep(1, false);
      }
      race();
      Model.check("a task was not run", done.get() == tasks.length);
      Model.check("a task is left", inject.isEmpty());
    }

    void race() {
      Model.threads(new Spawner(), workers[0], workers[1]);
    }

    /// Whether the workers of a model with a long task sleep at the start.
    boolean asleepAtFirst() {
      return true;
    }

    /// A worker has said that it sleeps, and is going to.
    void goesToSleep() {}

    /// All tasks have been run.
    void closes() {}

    void spawn(Task<?> task) {
      inject.push(task);
      wakeWorkerForNewWork();
    }

    final void wakeWorkerForNewWork() {
      unpark(idle.pickForNewWork());
    }

    final void unpark(int picked) {
      if (picked >= 0) {
        workers[picked].unpark();
      }
    }

    boolean hasWork() {
      return !inject.isEmpty();
    }

    void stopSearching() {
      if (idle.stopSearching() && !inject.isEmpty()) {
        wakeWorkerForNewWork();
      }
    }

    final void perform() {
      if (done.incrementAndGet() < tasks.length) {
        if (firstWaitsForSecond) {
          longTask.park();
        }
        return;
      }
      longTask.unpark();
      closing = true;
      closes();
      workers[0].unpark();
      workers[1].unpark();
    }

    final class Spawner implements Runnable {
      @Override
      public void run() {
        for (Task<?> task : tasks) {
          spawn(task);
        }
      }
    }

    private final class ModelWorker implements Runnable {
      private final int number;
      private final Parker parker = new MonitorParker();
      private final AtomicReference<Wait> wait = new AtomicReference<>(Wait.AWAKE);
      private boolean searching;

      ModelWorker(int number) {
        this.number = number;
      }

      @Override
      public void run() {
        if (firstWaitsForSecond && asleepAtFirst()) {
          park();
        }
        while (!closing) {
          Task<?> task = findTask();
          if (task == null) {
            sleep();
            continue;
          }
          if (searching) {
            searching = false;
            stopSearching();
          }
          perform();
        }
      }

      private @Nullable Task<?> findTask() {
        Task<?> task = inject.pop();
        if (task != null) {
          return task;
        }
        if (!searching) {
          if (!idle.startSearching()) {
            return null;
          }
          searching = true;
        }
        return inject.pop();
      }

      private void sleep() {
        boolean lookAgain = idle.sleep(number, searching);
        searching = false;
        if ((lookAgain && hasWork()) || closing) {
          boolean picked = idle.awake(number);
          if (picked) {
            wait.set(Wait.AWAKE);
          }
          searching = picked || idle.startSearching();
          return;
        }
        goesToSleep();
        park();
      }

      private void park() {
        if (wait.compareAndSet(Wait.AWAKE, Wait.ON_PARKER)) {
          parker.park();
        }
        wait.set(Wait.AWAKE);
        searching = idle.awake(number);
      }

      void unpark() {
        if (wait.getAndSet(Wait.NOTIFIED) == Wait.ON_PARKER) {
          parker.unpark();
        }
      }
    }
  }

  /// Two workers that are awake at first.
  private static class Tickless extends Executor {
    Tickless() {
      super(true);
    }

    @Override
    boolean asleepAtFirst() {
      return false;
    }
  }

  /// With a watchdog, whose ticks come after all that has happened before.
  private static final class Ticking extends Tickless {
    private final Parker tick = new MonitorParker();

    @Override
    void race() {
      Model.threads(new Spawner(), workers[0], workers[1], new Dog());
    }

    @Override
    void goesToSleep() {
      tick.unpark();
    }

    @Override
    void closes() {
      tick.unpark();
    }

    private final class Dog implements Runnable {
      @Override
      public void run() {
        while (!closing) {
          tick.park();
          if (!inject.isEmpty()) {
            unpark(idle.pickAny());
          }
        }
      }
    }
  }

  private static final class NoLastLook extends Executor {
    NoLastLook() {
      super(false);
    }

    @Override
    boolean hasWork() {
      return false;
    }
  }

  private static final class PickFirst extends Executor {
    PickFirst() {
      super(false);
    }

    @Override
    void spawn(Task<?> task) {
      int picked = idle.pickForNewWork();
      inject.push(task);
      unpark(picked);
    }
  }

  private static final class NoRelay extends Executor {
    NoRelay() {
      super(true);
    }

    @Override
    void stopSearching() {
      idle.stopSearching();
    }
  }

  private static final class LooksEarly extends Executor {
    LooksEarly() {
      super(true);
    }

    @Override
    void stopSearching() {
      boolean more = !inject.isEmpty(); // the fault: who publishes after that still sees a searcher
      if (idle.stopSearching() && more) {
        wakeWorkerForNewWork();
      }
    }
  }
}
