package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// An owner of confined tasks that sleeps, against one who wakes a task from another thread.
class ConfinedModelTest {

  @Test
  void aTaskThatIsWokenElsewhereIsPolledByItsOwner() {
    Model.explore(400, () -> new Protocol(1).run());
  }

  @Test
  void soIsOneThatIsWokenTwice() {
    Model.explore(400, () -> new Protocol(2).run());
  }

  @Test
  void aWakeUpThatMeetsTheEndLeavesNothing() {
    Model.explore(400, () -> new Ending().run());
  }

  @Test
  void twinThatLooksBeforeItSaysWhomToWakeSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new LooksEarly(1).run()))
        .hasMessageContaining("deadlock");
  }

  /// A task that is ready when it has happened so often, its owner, and one who makes it happen.
  private static class Protocol implements Runnable {
    final Confined tasks = new Confined("set", new NoFailures());
    final Parker parker = new MonitorParker();
    final Waker owner = new UnparkingWaker(parker);
    final Happening happening;

    Protocol(int times) {
      happening = new Happening(times);
    }

    @Override
    public final void run() {
      Model.share(this);
      Model.threads(new Owner(), new Other());
    }

    /// Polls what is to be polled; then the owner may sleep.
    void pollAll() {
      tasks.listen(owner);
      while (tasks.pollNext()) {}
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        JoinHandle<Integer> task = tasks.spawn("task", happening);
        while (true) {
          pollAll();
          if (task.isFinished()) {
            return;
          }
          parker.park();
        }
      }
    }

    private final class Other implements Runnable {
      @Override
      public void run() {
        for (int i = 0; i < happening.enough; i++) {
          happening.happen();
        }
      }
    }
  }

  /// The fault: a task may come between the look and the word.
  private static final class LooksEarly extends Protocol {
    LooksEarly(int times) {
      super(times);
    }

    @Override
    void pollAll() {
      while (tasks.pollNext()) {}
      tasks.listen(owner);
    }
  }

  /// The owner ends everything while a task is woken.
  private static final class Ending implements Runnable {
    private final Confined tasks = new Confined("set", new NoFailures());
    private final Happening happening = new Happening(1);

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new EndingOwner(), new EndingOther());
      Model.check("a task waits in a closed queue", !tasks.hasWork());
      Model.check("a task is alive", tasks.alive() == 0 && happening.cancels <= 1);
    }

    private final class EndingOwner implements Runnable {
      @Override
      public void run() {
        JoinHandle<Integer> task = tasks.spawn("task", happening);
        while (tasks.pollNext()) {}
        tasks.shutDown();
        Model.check("the task has no end", task.isFinished());
      }
    }

    private final class EndingOther implements Runnable {
      @Override
      public void run() {
        happening.happen();
      }
    }
  }

  /// A future that is ready when something has happened so often.
  private static final class Happening implements Future<Integer> {
    final int enough;
    private int happened; // guarded by this
    private @Nullable Waker waker; // guarded by this
    int cancels;

    Happening(int enough) {
      this.enough = enough;
    }

    void happen() {
      Waker woken;
      synchronized (this) {
        happened++;
        woken = waker;
      }
      if (woken != null) {
        woken.wake();
      }
    }

    @Override
    public synchronized Poll<Integer> poll(Context cx) {
      if (happened == enough) {
        return new Poll.Ready<>(1);
      }
      waker = cx.waker();
      return Poll.pending();
    }

    @Override
    public void cancel() {
      cancels++;
    }
  }
}
