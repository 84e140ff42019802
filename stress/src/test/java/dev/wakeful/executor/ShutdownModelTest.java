package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.stress.Model;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A spawn from outside against the close of an executor of two workers: the task is polled to its
/// end or cancelled, once. The steps are those of [MultiThreadExecutor], without sleep.
class ShutdownModelTest {

  @Test
  void aTaskEndsOnce() {
    Model.explore(500, () -> new Executor().run());
  }

  @Test
  void twinThatTrustsTheFlagForgetsATask() {
    assertThatThrownBy(() -> Model.search(() -> new FlagOnly().run()))
        .hasMessageContaining("the task ended 0 times");
  }

  @Test
  void twinWhoseFirstWorkerToLeaveCancelsEndsATaskTwice() {
    assertThatThrownBy(() -> Model.search(() -> new FirstCancels().run()))
        .hasMessageContaining("the task ended 2 times");
  }

  /// Two workers that leave their loops after one turn, and one who spawns.
  private static class Executor implements Runnable, Scheduler, Future<Integer> {
    final InjectQueue inject = new InjectQueue();
    final OutsideTasks outside = new OutsideTasks();
    final AtomicInteger running = new AtomicInteger(2);
    final AtomicInteger ends = new AtomicInteger();
    final UnjoinedFailures failures = new UnjoinedFailures(new NoFailures());
    final Task<Integer> task = new Task<>(this, "task", this);
    volatile boolean closed;

    @Override
    public final void run() {
      Model.share(this);
      race();
      Model.check("the task ended " + ends.get() + " times", ends.get() == 1 && task.isOver());
    }

    void race() {
      Model.threads(new Spawner(), new ModelWorker(), new ModelWorker());
    }

    void spawn() {
      if (outside.add(task, () -> false)) {
        inject.push(task);
      } else {
        task.shutDown();
      }
    }

    boolean mustShutDown() {
      return running.decrementAndGet() == 0;
    }

    final void shutDownTasks() {
      closed = true;
      inject.close();
      outside.shutDownAll();
    }

    @Override
    public final Poll<Integer> poll(Context cx) {
      ends.incrementAndGet();
      return new Poll.Ready<>(1);
    }

    @Override
    public final void cancel() {
      ends.incrementAndGet();
    }

    @Override
    public final void schedule(Task<?> woken) {
      inject.push(woken);
    }

    @Override
    public final void reschedule(Task<?> woken) {
      inject.push(woken);
    }

    @Override
    public final UnjoinedFailures failures() {
      return failures;
    }

    final class Spawner implements Runnable {
      @Override
      public void run() {
        spawn();
      }
    }

    final class ModelWorker implements Runnable {
      @Override
      public void run() {
        Task<?> found = inject.pop();
        if (found != null) {
          found.run(new TaskContext(Slots.none()), 1);
        }
        if (mustShutDown()) {
          shutDownTasks();
        }
      }
    }
  }

  /// The fault: a shutdown comes between the look and the push.
  private static final class FlagOnly extends Executor {
    @Override
    void spawn() {
      if (!closed) {
        inject.push(task);
      } else {
        task.shutDown();
      }
    }
  }

  /// The fault: tasks are cancelled while another worker may poll them.
  private static final class FirstCancels extends Executor {
    /// The fault is a matter of one load between two others: a third thread would hide it among
    /// interleavings that have nothing to do with it.
    @Override
    void race() {
      spawn();
      Model.threads(new ModelWorker(), new ModelWorker());
    }

    @Override
    boolean mustShutDown() {
      return running.getAndDecrement() == 2;
    }
  }
}
