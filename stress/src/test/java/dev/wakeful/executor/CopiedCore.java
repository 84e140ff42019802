package dev.wakeful.executor;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.Model;
import dev.wakeful.stress.MonitorParker;
import java.util.ArrayDeque;

/// A copy of [CoreLease] and what is around it, to be weakened: an owner that sleeps, one who waits
/// to own, an end.
class CopiedCore {
  final Parker driver = new MonitorParker();
  final ArrayDeque<Parker> waiting = new ArrayDeque<>(); // guarded by this
  boolean owned; // guarded by this
  int ends; // guarded by this
  volatile boolean asleep;
  volatile boolean closing;
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
      if (closing) {
        ends++;
        return;
      }
      owned = false;
      next = waiting.peekFirst();
    }
    if (next != null) {
      next.unpark();
    }
  }

  final void close() {
    closing = true;
    synchronized (this) {
      if (!owned) {
        owned = true;
        ends++;
      }
    }
  }

  final synchronized void mustHaveEndedOnce() {
    Model.check("ends: " + ends, ends == 1);
  }

  /// The fault: a task may come between the look and the word.
  static final class LooksEarly extends CopiedCore {
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
  static final class LeavesLate extends CopiedCore {
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

  /// The fault: the close may begin between the look and the leave.
  static final class LooksForTheCloseEarly extends CopiedCore {
    @Override
    void leave() {
      boolean ending = closing;
      synchronized (this) {
        if (ending) {
          ends++;
        } else {
          owned = false;
        }
      }
    }
  }

  /// An owner that sleeps until there is a task.
  static final class CopiedSpawning implements Runnable {
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
  static final class CopiedLending implements Runnable {
    final CopiedCore core;

    CopiedLending(CopiedCore core) {
      this.core = core;
    }

    @Override
    public void run() {
      Model.share(this);
      Model.threads(new CopiedLender(core), new CopiedLender(core));
    }
  }

  /// One who owns the core and leaves it, and one who closes.
  static final class CopiedClosing implements Runnable {
    final CopiedCore core;

    CopiedClosing(CopiedCore core) {
      this.core = core;
    }

    @Override
    public void run() {
      Model.share(this);
      core.take(new MonitorParker());
      Model.threads(new CopiedLeaver(), new CopiedCloser());
      core.mustHaveEndedOnce();
    }

    private final class CopiedLeaver implements Runnable {
      @Override
      public void run() {
        core.leave();
      }
    }

    private final class CopiedCloser implements Runnable {
      @Override
      public void run() {
        core.close();
      }
    }
  }

  static final class CopiedLender implements Runnable {
    private final CopiedCore core;
    private final Parker parker = new MonitorParker();

    CopiedLender(CopiedCore core) {
      this.core = core;
    }

    @Override
    public void run() {
      while (!core.take(parker)) {
        parker.park();
      }
      core.leave();
    }
  }
}
