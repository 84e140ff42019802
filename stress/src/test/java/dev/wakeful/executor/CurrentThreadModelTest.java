package dev.wakeful.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Threads that lend themselves to a current-thread executor, against each other, against one who
/// spawns, and against one who closes: nobody sleeps while there is something to do, and one of
/// them ends everything.
///
/// The lease of the core and the roots are the real ones; the loop around them is a copy without
/// what one thread has to itself (tasks, timers, the watchdog, what code finds around it).
class CurrentThreadModelTest {

  @Test
  void aTaskFromOutsideWakesTheOwner() {
    Model.explore(250, () -> new Spawning().run());
  }

  @Test
  void whoWaitsForTheCoreGetsItWhenTheOwnerLeaves() {
    Model.explore(250, () -> new Lending().run());
  }

  @Test
  void aCloseWakesEverybodyAndOneOfThemEndsEverything() {
    Model.explore(250, () -> new ClosedLending().run());
  }

  @Test
  void anOwnerWhoLeavesDuringACloseLeavesTheEndToSomebody() {
    Model.explore(250, () -> new ClosedLeaving().run());
  }

  @Test
  void twinThatLooksBeforeItSaysAsleepSleepsForEver() {
    assertThatThrownBy(() ->
            Model.search(() -> new CopiedCore.CopiedSpawning(new CopiedCore.LooksEarly()).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatLooksWhoWaitsBeforeItLeavesLeavesOneAsleep() {
    assertThatThrownBy(() ->
            Model.search(() -> new CopiedCore.CopiedLending(new CopiedCore.LeavesLate()).run()))
        .hasMessageContaining("deadlock");
  }

  @Test
  void twinThatLooksForTheCloseBeforeItLeavesEndsNothing() {
    assertThatThrownBy(() ->
            Model.search(
                () -> new CopiedCore.CopiedClosing(new CopiedCore.LooksForTheCloseEarly()).run()))
        .hasMessageContaining("ends: 0");
  }

  /// An executor without tasks of its own: what is spawned is a signal to be raised.
  private abstract static class Protocol implements Runnable {
    final ParkingDriver driver = new ParkingDriver();
    final Setup setup = new Setup(new MonitorWorld(), driver);
    final CoreLease lease = new CoreLease();
    final Closing closing = new Closing("a model");
    private final ArrayDeque<Signal> spawned = new ArrayDeque<>(); // guarded by itself
    private int ends; // guarded by this

    @Override
    public final void run() {
      Model.share(this);
      race();
    }

    abstract void race();

    final void spawn(Signal signal) {
      synchronized (spawned) {
        spawned.addLast(signal);
      }
      lease.disturb(driver);
    }

    private @Nullable Signal pop() {
      synchronized (spawned) {
        return spawned.pollFirst();
      }
    }

    private boolean nothingSpawned() {
      synchronized (spawned) {
        return spawned.isEmpty();
      }
    }

    /// Lends the thread until the signal is raised.
    ///
    /// @return whether it was; not when the executor has ended before
    final boolean lend(Signal signal) {
      LentRoot<Integer> root =
          new LentRoot<>(signal, setup, Slots.none(), lease, new RootPulse(signal));
      try {
        return takeCore(root) ? drive(root) : signal.isRaised();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    /// @return whether the core is the root's; otherwise the root is ready, or all is over
    private boolean takeCore(LentRoot<Integer> root) throws Exception {
      try {
        while (true) {
          CoreLease.Answer answer = lease.take(root.parker);
          if (answer != CoreLease.Answer.WAIT) {
            return answer == CoreLease.Answer.MINE;
          }
          if (root.poll() instanceof Poll.Ready<Integer>) {
            return false;
          }
          root.parker.park();
        }
      } finally {
        lease.stopWaiting(root.parker);
      }
    }

    private boolean drive(LentRoot<Integer> root) throws Exception {
      root.drives(true);
      boolean ready = false;
      while (!closing.hasBegun() && !ready) {
        ready = root.poll() instanceof Poll.Ready<Integer>;
        if (!ready) {
          turn(root);
        }
      }
      root.drives(false);
      if (!lease.leave(closing)) {
        end();
      }
      return ready;
    }

    private void turn(LentRoot<Integer> root) {
      Signal next = pop();
      if (next != null) {
        next.raise();
        return;
      }
      lease.fallsAsleep();
      boolean nothing = nothingSpawned() && !root.isWoken() && !closing.hasBegun();
      driver.turn(nothing ? -1 : 0);
      lease.wakesUp();
    }

    final void close() {
      closing.begin(null);
      lease.disturb(driver);
      if (lease.takeToEnd()) {
        end();
      }
    }

    private void end() {
      synchronized (this) {
        ends++;
      }
      lease.end();
    }

    final synchronized void mustHaveEndedOnce() {
      Model.check("ends: " + ends, ends == 1);
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
        Model.check("not raised", lend(signal));
      }
    }

    private final class Outsider implements Runnable {
      @Override
      public void run() {
        spawn(signal);
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
        spawn(signal);
        Model.check("not raised", lend(signal));
      }
    }
  }

  /// Two who wait for what never comes, and one who closes.
  private static final class ClosedLending extends Protocol {
    @Override
    void race() {
      Model.threads(new Waiter(), new Waiter(), new LendingCloser());
      mustHaveEndedOnce();
    }

    private final class Waiter implements Runnable {
      @Override
      public void run() {
        Model.check("raised by nobody", !lend(new Signal()));
      }
    }

    private final class LendingCloser implements Runnable {
      @Override
      public void run() {
        close();
      }
    }
  }

  /// One who has what he waits for, and one who closes.
  private static final class ClosedLeaving extends Protocol {
    @Override
    void race() {
      Model.threads(new Leaver(), new LeavingCloser());
      mustHaveEndedOnce();
    }

    private final class Leaver implements Runnable {
      @Override
      public void run() {
        Signal signal = new Signal();
        signal.raise();
        lend(signal);
      }
    }

    private final class LeavingCloser implements Runnable {
      @Override
      public void run() {
        close();
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

    synchronized boolean isRaised() {
      return raised;
    }

    @Override
    public synchronized Poll<Integer> poll(Context cx) {
      waker = cx.waker();
      return raised ? new Poll.Ready<>(1) : Poll.pending();
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
}
