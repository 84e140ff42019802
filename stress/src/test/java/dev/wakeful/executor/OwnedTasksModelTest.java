package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.executor.WeakOwned.Fault;
import dev.wakeful.stress.Model;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// A spawner that sweeps and then takes a larger array, and two who look: what lives on is seen by
/// both.
class OwnedTasksModelTest {

  @Test
  void whatLivesIsSeenByWhoeverLooks() {
    Model.explore(500, () -> new Protocol(new RealOwned(), 3).run());
  }

  @Test
  void twinThatPublishesAnArrayBeforeItIsFullHidesATask() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new Weak(Fault.PUBLISHES_FIRST), 1).run()))
        .hasMessageContaining("a task that lives was missed");
  }

  @Test
  void twinThatEmptiesTheArrayBeforeHidesATask() {
    assertThatThrownBy(
            () -> Model.search(() -> new Protocol(new Weak(Fault.EMPTIES_THE_OLD), 1).run()))
        .hasMessageContaining("a task that lives was missed");
  }

  /// The owner and two who look at what was there before.
  private static final class Protocol implements Runnable {
    final Tasks tasks;
    final Task<?> low = Bodies.task();
    final Task<?> high = Bodies.task();
    final int additions;
    final Eye one = new Eye();
    final Eye other = new Eye();

    Protocol(Tasks tasks, int additions) {
      this.tasks = tasks;
      this.additions = additions;
    }

    @Override
    public void run() {
      Model.share(this);
      tasks.add(over());
      tasks.add(low);
      tasks.add(over());
      tasks.add(high);
      Model.threads(new Owner(), one, other);
      Model.check("a task that lives was missed", one.sawBoth() && other.sawBoth());
    }

    private static Task<?> over() {
      Task<?> task = Bodies.task();
      task.finish();
      return task;
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        for (int i = 0; i < additions; i++) {
          tasks.add(Bodies.task());
        }
      }
    }

    private final class Eye implements Runnable, Consumer<Task<?>> {
      private boolean sawLow;
      private boolean sawHigh;

      @Override
      public void run() {
        tasks.seeAll(this);
      }

      @Override
      public void accept(Task<?> task) {
        sawLow |= task == low;
        sawHigh |= task == high;
      }

      boolean sawBoth() {
        return sawLow && sawHigh;
      }
    }
  }

  /// What is under test.
  private interface Tasks {
    void add(Task<?> task);

    void seeAll(Consumer<? super Task<?>> eye);
  }

  private static final class RealOwned implements Tasks {
    private final OwnedTasks owned = new OwnedTasks(4);

    @Override
    public void add(Task<?> task) {
      owned.add(task);
    }

    @Override
    public void seeAll(Consumer<? super Task<?>> eye) {
      owned.seeAll(eye);
    }
  }

  private static final class Weak implements Tasks {
    private final WeakOwned owned;

    Weak(Fault fault) {
      owned = new WeakOwned(fault, 4);
    }

    @Override
    public void add(Task<?> task) {
      owned.add(task);
    }

    @Override
    public void seeAll(Consumer<? super Task<?>> eye) {
      owned.seeAll(eye);
    }
  }
}
