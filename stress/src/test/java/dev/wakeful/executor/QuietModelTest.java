package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A graceful close: one who waits until no task is alive, against those who spawn and those who
/// end.
class QuietModelTest {

  @Test
  void aTaskThatAnotherOneSpawnedIsNotOverlooked() {
    Model.explore(1_000, () -> new Spawning().run());
  }

  @Test
  void twinThatLooksOnceOverlooksIt() {
    assertThatThrownBy(() -> Model.search(() -> new LooksOnce().run()))
        .hasMessageContaining("quiet, and a task is alive");
  }

  @Test
  void aTaskFromOutsideIsRefusedOrSeen() {
    Model.explore(1_000, () -> new Refusing().run());
  }

  @Test
  void twinThatLooksBeforeItRefusesLeavesATaskBehind() {
    assertThatThrownBy(() -> Model.search(() -> new LooksFirst().run()))
        .hasMessageContaining("quiet, and a task was taken on");
  }

  @Test
  void whoeverWaitsHearsOfTheLastEnd() {
    Model.explore(1_000, () -> new Waiting().run());
  }

  @Test
  void twinThatRingsBeforeTheEndSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new RingsFirst().run()))
        .hasMessageContaining("deadlock");
  }

  /// A task that nobody polls.
  private static Task<Integer> task(Scheduler scheduler) {
    return new Task<>(scheduler, "task", new Never());
  }

  private static final class Never implements Future<Integer> {
    @Override
    public Poll<Integer> poll(Context cx) {
      return Poll.pending();
    }
  }

  private static final class Nobody implements Scheduler {
    private final UnjoinedFailures failures = new UnjoinedFailures(new NoFailures());

    @Override
    public void schedule(Task<?> task) {}

    @Override
    public void reschedule(Task<?> task) {}

    @Override
    public UnjoinedFailures failures() {
      return failures;
    }
  }

  /// A worker whose task spawns another one and ends; the look is that of the executors.
  private static class Spawning implements Runnable {
    final OwnedTasks owned = new OwnedTasks();
    final Task<Integer> first = task(new Nobody());
    final Task<Integer> second = task(new Nobody());
    volatile boolean quiet;

    @Override
    public final void run() {
      owned.add(first);
      Model.share(this);
      Model.threads(new SpawningModelWorker(), new SpawningCloser());
      Model.check("quiet, and a task is alive", !quiet);
    }

    boolean noneAlive() {
      int before = owned.changes();
      return before % 2 == 0 && owned.alive() == 0 && owned.changes() == before;
    }

    private final class SpawningModelWorker implements Runnable {
      @Override
      public void run() {
        owned.add(second);
        first.finish();
      }
    }

    private final class SpawningCloser implements Runnable {
      @Override
      public void run() {
        quiet = noneAlive();
      }
    }
  }

  /// The fault: a task that comes while it looks.
  private static final class LooksOnce extends Spawning {
    @Override
    boolean noneAlive() {
      return owned.alive() == 0;
    }
  }

  /// A spawn from outside.
  private static class Refusing implements Runnable {
    final OutsideTasks outside = new OutsideTasks();
    final Task<Integer> task = task(new Nobody());
    volatile boolean accepted;
    volatile boolean quiet;

    @Override
    public final void run() {
      Model.share(this);
      Model.threads(new Outsider(), new RefusingCloser());
      Model.check("quiet, and a task was taken on", !(quiet && accepted));
    }

    void close() {
      outside.refuse();
      quiet = noneAlive();
    }

    final boolean noneAlive() {
      int before = outside.changes();
      return outside.alive() == 0 && outside.changes() == before;
    }

    private final class Outsider implements Runnable {
      @Override
      public void run() {
        accepted = outside.add(task, () -> false);
      }
    }

    private final class RefusingCloser implements Runnable {
      @Override
      public void run() {
        close();
      }
    }
  }

  /// The fault: a task that comes in between.
  private static final class LooksFirst extends Refusing {
    @Override
    void close() {
      quiet = noneAlive();
      outside.refuse();
    }
  }

  /// One who sleeps until the last task is over.
  private static class Waiting implements Runnable, BooleanSupplier {
    final Bell bell = new Bell();
    final Parker parker = new MonitorParker();
    volatile boolean over;
    volatile @Nullable Throwable fault;

    @Override
    public final void run() {
      Model.share(this);
      Model.threads(new WaitingCloser(), new WaitingModelWorker());
      Model.check("it failed", fault == null);
    }

    @Override
    public final boolean getAsBoolean() {
      return over;
    }

    void end() {
      over = true;
      bell.ring();
    }

    private final class WaitingCloser implements Runnable {
      @Override
      public void run() {
        Future<Void> quiet = bell.until("quiet", Waiting.this);
        try {
          while (quiet.poll(Context.of(new UnparkingWaker(parker))).isPending()) {
            parker.park();
          }
        } catch (Exception e) {
          fault = e;
        }
      }
    }

    private final class WaitingModelWorker implements Runnable {
      @Override
      public void run() {
        end();
      }
    }
  }

  /// The fault: the look comes after the ring and before the end.
  private static final class RingsFirst extends Waiting {
    @Override
    void end() {
      bell.ring();
      over = true;
    }
  }
}
