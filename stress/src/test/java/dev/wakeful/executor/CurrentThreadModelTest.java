package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Threads that lend themselves to a current-thread executor, against each other and against one
/// who spawns: nobody sleeps while there is something to do.
class CurrentThreadModelTest {

  @Test
  void aTaskFromOutsideWakesTheOwner() {
    Model.explore(100, () -> new Spawning().run());
  }

  @Test
  void whoWaitsForTheCoreGetsItWhenTheOwnerLeaves() {
    Model.explore(100, () -> new Lending().run());
  }

  @Test
  void twinThatLooksBeforeItSaysAsleepSleepsForEver() {
    assertThatThrownBy(() -> Model.search(() -> new CopiedSpawning(new LooksEarly()).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatLooksWhoWaitsBeforeItLeavesLeavesOneAsleep() {
    assertThatThrownBy(() -> Model.search(() -> new CopiedLending(new LeavesLate()).run()))
        .hasMessageContaining("deadlock");
  }

  /// An executor whose driver is a parker.
  private abstract static class Protocol implements Runnable {
    final TaskExecutor executor =
        TaskExecutor.currentThread(
            new Setup(new MonitorWorld(), new ParkingDriver())
                .failures(new NoFailures())
                .watchdog(false));

    @Override
    public final void run() {
      Model.share(this);
      race();
    }

    abstract void race();

    static void check(Future<Integer> future, TaskExecutor executor) {
      try {
        Model.check("another value", executor.blockOn(future) == 1);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /// One waits for a task that another spawns.
  private static final class Spawning extends Protocol {
    private final Signal signal = new Signal();

    @Override
    void race() {
      Model.threads(new Owner(), new Outsider());
    }

    private final class Owner implements Runnable {
      @Override
      public void run() {
        check(signal, executor);
      }
    }

    private final class Outsider implements Runnable {
      @Override
      public void run() {
        executor.spawn("raises", new Raising(signal)).cancel();
      }
    }
  }

  /// Two who each wait for a task of their own.
  private static final class Lending extends Protocol {
    @Override
    void race() {
      Model.threads(new Lender(), new Lender());
    }

    private final class Lender implements Runnable {
      @Override
      public void run() {
        Signal signal = new Signal();
        executor.spawn("raises", new Raising(signal)).cancel();
        check(signal, executor);
      }
    }
  }

  /// Ready when it was raised.
  private static final class Signal implements Future<Integer> {
    private boolean raised; // guarded by this
    private @Nullable Waker waker; // guarded by this

    void raise() {
      Waker woken;
      synchronized (this) {
        raised = true;
        woken = waker;
      }
      if (woken != null) {
        woken.wake();
      }
    }

    @Override
    public synchronized Poll<Integer> poll(Context cx) {
      waker = cx.waker();
      return raised ? new Poll.Ready<>(1) : Poll.pending();
    }
  }

  /// A task that raises a signal.
  private record Raising(Signal signal) implements Future<Integer> {
    @Override
    public Poll<Integer> poll(Context cx) {
      signal.raise();
      return new Poll.Ready<>(1);
    }
  }

  private static final class ParkingDriver implements Driver {
    private final Parker parker = new MonitorParker();

    @Override
    public void turn(long nanos) {
      if (nanos != 0) {
        parker.park();
      }
    }

    @Override
    public void unpark() {
      parker.unpark();
    }

    @Override
    public void close() {}
  }

  /// A copy of the executor, to be weakened: a queue, an owner that sleeps, one who waits to own.
  private static class CopiedCore {
    final Parker driver = new MonitorParker();
    final ArrayDeque<Parker> waiting = new ArrayDeque<>(); // guarded by this
    boolean owned; // guarded by this
    volatile boolean asleep;
    volatile int tasks;

    void sleep() {
      asleep = true;
      if (tasks == 0) {
        driver.park();
      }
      asleep = false;
    }

    final void spawn() {
      tasks = 1;
      if (asleep) {
        driver.unpark();
      }
    }

    final synchronized boolean take(Parker parker) {
      waiting.remove(parker);
      if (owned) {
        waiting.add(parker);
        return false;
      }
      owned = true;
      return true;
    }

    void leave() {
      Parker next;
      synchronized (this) {
        owned = false;
        next = waiting.peekFirst();
      }
      if (next != null) {
        next.unpark();
      }
    }
  }

  /// The fault: a task may come between the look and the word.
  private static final class LooksEarly extends CopiedCore {
    @Override
    void sleep() {
      boolean nothing = tasks == 0;
      asleep = true;
      if (nothing) {
        driver.park();
      }
      asleep = false;
    }
  }

  /// The fault: one may begin to wait in between.
  private static final class LeavesLate extends CopiedCore {
    @Override
    void leave() {
      Parker next;
      synchronized (this) {
        next = waiting.peekFirst();
      }
      if (next != null) {
        next.unpark();
      }
      synchronized (this) {
        owned = false;
      }
    }
  }

  /// An owner that sleeps until there is a task.
  private static final class CopiedSpawning implements Runnable {
    final CopiedCore core;

    CopiedSpawning(CopiedCore core) {
      this.core = core;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new CopiedOwner(), new CopiedOutsider());
    }

    private final class CopiedOwner implements Runnable {
      @Override
      public void run() {
        while (core.tasks == 0) {
          core.sleep();
        }
      }
    }

    private final class CopiedOutsider implements Runnable {
      @Override
      public void run() {
        core.spawn();
      }
    }
  }

  /// Two who own the core, one after the other.
  private static final class CopiedLending implements Runnable {
    final CopiedCore core;

    CopiedLending(CopiedCore core) {
      this.core = core;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new CopiedLender(), new CopiedLender());
    }

    private final class CopiedLender implements Runnable {
      private final Parker parker = new MonitorParker();

      @Override
      public void run() {
        while (!core.take(parker)) {
          parker.park();
        }
        core.leave();
      }
    }
  }
}
