package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A set of tasks of one thread, which sleeps until another thread has woken or aborted its task.
class ConfinedModelTest {

  @Test
  void aWakeUpFromElsewhereReachesTheOwner() {
    Model.explore(400, () -> new Protocol(false, false).run());
  }

  @Test
  void anAbortFromElsewhereReleasesOnTheOwnersThread() {
    Model.explore(400, () -> new Protocol(true, false).run());
  }

  @Test
  void twinThatLooksBeforeItSaysWhomToWakeSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new Protocol(false, true).run()))
        .hasMessageContaining("deadlock");
  }

  private static final class Protocol implements Runnable {
    private final boolean aborts;
    private final boolean weak;
    private final Confined tasks = new Confined("model", new NoFailures());
    private final Body body = new Body();
    private final Task<Integer> task = new Task<>(tasks, "task", body);
    private final Parker parker = new MonitorParker();
    private final Waker waker = new UnparkingWaker(parker);
    private volatile @Nullable Thread owner;

    Protocol(boolean aborts, boolean weak) {
      this.aborts = aborts;
      this.weak = weak;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Owner(), new Other());
      Model.check("the task is not over", task.isOver());
      Model.check("released by another thread", body.endedBy == owner);
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        owner = Thread.currentThread();
        tasks.mustOwn("polled");
        tasks.schedule(task);
        while (!task.isOver()) {
          if (!turn()) {
            parker.park();
          }
        }
      }

      private boolean turn() {
        if (weak) {
          boolean polled = tasks.pollNext();
          tasks.listen(waker); // the fault: a wake-up may have come since the look
          return polled;
        }
        tasks.listen(waker);
        return tasks.pollNext();
      }
    }

    private final class Other implements Runnable {
      @Override
      public void run() {
        if (aborts) {
          task.abort();
        } else {
          body.happen();
        }
      }
    }
  }

  /// Waits for an event.
  private static final class Body implements Future<Integer> {
    private final AtomicWaker waiting = new AtomicWaker();
    private volatile boolean happened;
    private volatile @Nullable Thread endedBy;

    void happen() {
      happened = true;
      waiting.wake();
    }

    @Override
    public Poll<Integer> poll(Context cx) {
      waiting.register(cx.waker());
      if (!happened) {
        return Poll.pending();
      }
      endedBy = Thread.currentThread();
      return Poll.ready(1);
    }

    @Override
    public void cancel() {
      endedBy = Thread.currentThread();
    }
  }
}
