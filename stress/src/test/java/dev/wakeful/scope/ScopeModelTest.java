package dev.wakeful.scope;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.executor.JoinHandle;
import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.stress.UnparkingWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A scope whose last child ends while somebody spawns another one, or aborts it.
class ScopeModelTest {

  @Test
  void noChildIsPolledAfterTheEnd() {
    Model.explore(500, () -> new Ending().run());
  }

  @Test
  void twinThatLooksAndMarksInTwoStepsIsOutlived() {
    assertThatThrownBy(() -> Model.search(() -> new EndsInTwoSteps().run()))
        .hasMessageContaining("a child outlived its scope");
  }

  @Test
  void anAbortedChildThatSleepsIsWoken() {
    Model.explore(500, () -> new Aborting().run());
  }

  @Test
  void twinThatLooksBeforeItLeavesItsWakerSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new LooksFirst().run()))
        .hasMessageContaining("deadlock");
  }

  /// The owner sleeps until the scope ends; its only child ends; an outsider spawns another one,
  /// and cancels all. What is taken on is polled by the one who spawned it.
  private static final class Ending
      implements Runnable, ThrowingFunction<TaskScope, Future<String>> {
    final Later later = new Later();
    final Parker parker = new MonitorParker();
    final Future<String> future = TaskScope.run(ScopeOptions.defaults().on(later), this);
    @Nullable TaskScope scope;
    volatile boolean ended;
    volatile boolean outlived;
    volatile @Nullable Throwable fault;

    @Override
    public Future<String> apply(TaskScope opened) {
      scope = opened;
      opened.spawn(new Once(this));
      return new Once(this);
    }

    @Override
    public void run() {
      poll(future, Waker.noop()); // opens the scope; its child is still to be polled
      Model.share(this);
      Model.threads(new Owner(), new Runner(), new Outsider());
      Model.check("it failed", fault == null);
      Model.check("a child outlived its scope", !outlived);
      Model.check("the scope has not ended", ended);
    }

    boolean poll(Future<?> polled, Waker waker) {
      try {
        return polled.poll(Context.of(waker)).isReady();
      } catch (ScopeCancelled e) {
        return true;
      } catch (Exception e) {
        fault = e;
        return true;
      }
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        while (!poll(future, new UnparkingWaker(parker))) {
          parker.park();
        }
        ended = true;
      }
    }

    private final class Runner implements Runnable {
      @Override
      public void run() {
        poll(later.task(0), Waker.noop());
      }
    }

    private final class Outsider implements Runnable {
      @Override
      public void run() {
        TaskScope open = scope;
        if (open == null) {
          return;
        }
        try {
          open.spawn(new Once(Ending.this));
        } catch (IllegalStateException refused) {
          return; // it has ended
        }
        open.cancel();
        poll(later.task(1), Waker.noop());
      }
    }
  }

  /// Ready at its first poll; says whether that came too late.
  private static final class Once implements Future<String> {
    private final Ending model;

    Once(Ending model) {
      this.model = model;
    }

    @Override
    public Poll<String> poll(Context cx) {
      if (model.ended) {
        model.outlived = true;
      }
      return Poll.ready("once");
    }
  }

  /// The end of a scope and a spawn, as the weakened copy has them.
  private static final class EndsInTwoSteps implements Runnable {
    final WeakScope scope = new WeakScope();
    volatile boolean ended;
    volatile boolean accepted;

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new WeakOwner(), new WeakOutsider());
      Model.check("a child outlived its scope", !(ended && accepted));
    }

    private final class WeakOwner implements Runnable {
      @Override
      public void run() {
        ended = scope.tryEnd();
      }
    }

    private final class WeakOutsider implements Runnable {
      @Override
      public void run() {
        accepted = scope.spawn();
      }
    }
  }

  /// A child that would never end, and its abort.
  private static final class Aborting implements Runnable {
    final Later later = new Later();
    final Parker parker = new MonitorParker();
    final JoinHandle<String> child = ScopeStress.scope(later).spawn(new Forever());
    final Future<?> task = later.task(0);

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new Sleeper(), new Parent());
      Model.check("the child goes on", child.isFinished());
    }

    private final class Sleeper implements Runnable {
      @Override
      public void run() {
        while (!ScopeStress.isReady(task, new UnparkingWaker(parker))) {
          parker.park();
        }
      }
    }

    private final class Parent implements Runnable {
      @Override
      public void run() {
        child.abort();
      }
    }
  }

  private static final class Forever implements Future<String> {
    @Override
    public Poll<String> poll(Context cx) {
      return Poll.pending();
    }
  }

  /// The poll of a child, as the weakened copy has it.
  private static final class LooksFirst implements Runnable {
    final WeakScope scope = new WeakScope();
    final Parker parker = new MonitorParker();

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new WeakSleeper(), new WeakParent());
    }

    private final class WeakSleeper implements Runnable {
      @Override
      public void run() {
        while (!scope.seesAbort(new UnparkingWaker(parker))) {
          parker.park();
        }
      }
    }

    private final class WeakParent implements Runnable {
      @Override
      public void run() {
        scope.abort();
      }
    }
  }
}
