package dev.wakeful.executor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// The workers of a [MultiThreadExecutor], and what they settle among themselves: who sleeps, who
/// is woken, and who has the driver.
final class Crew {
  private final InjectQueue inject = new InjectQueue();
  private final IdleSet idle;
  private final List<Worker> workers = new ArrayList<>(); // complete before anybody else sees this

  /// Whether a worker has the driver to itself.
  private final AtomicBoolean driverTaken = new AtomicBoolean();

  /// Whether the driver has not been turned for too long.
  private volatile boolean driverDue;

  /// Workers that have not begun.
  ///
  /// @param executor what they work for
  /// @param size how many
  Crew(MultiThreadExecutor executor, int size) {
    this.idle = new IdleSet(size);
    for (int i = 0; i < size; i++) {
      workers.add(new Worker(executor, this, i));
    }
  }

  int size() {
    return workers.size();
  }

  Worker worker(int number) {
    return workers.get(number);
  }

  List<Worker> workers() {
    return Collections.unmodifiableList(workers);
  }

  InjectQueue inject() {
    return inject;
  }

  IdleSet idle() {
    return idle;
  }

  /// Whether a task waits in any queue: the last look before sleep.
  boolean hasWork() {
    if (!inject.isEmpty()) {
      return true;
    }
    for (Worker worker : workers) {
      if (worker.isStealable()) {
        return true;
      }
    }
    return false;
  }

  /// Wakes a worker for work that the caller has just published, if one is needed.
  void wakeForNewWork() {
    int picked = idle.pickForNewWork();
    if (picked >= 0) {
      worker(picked).state().unpark();
    }
  }

  /// Wakes a worker, if one sleeps, whatever the others do.
  ///
  /// @return whether one did
  boolean wakeAny() {
    int picked = idle.pickAny();
    if (picked >= 0) {
      worker(picked).state().unpark();
    }
    return picked >= 0;
  }

  /// Sees to it that somebody listens to the outside though the caller is busy: a worker that
  /// sleeps, and will find no work, sleeps in the driver from now on; if none does, the next one
  /// that ends a poll turns it.
  void handDriverOver() {
    if (!driverTaken.get() && !wakeAny()) {
      driverDue = true;
    }
  }

  /// Whether a worker must turn the driver and look at the inject queue, now.
  boolean isDriverDue() {
    return driverDue;
  }

  boolean tryTakeDriver() {
    return !driverTaken.get() && driverTaken.compareAndSet(false, true);
  }

  void releaseDriver() {
    driverTaken.set(false);
  }

  /// Turns the driver without waiting, unless another worker has it.
  void tryTurnDriver(Worker worker) {
    if (driverDue) {
      driverDue = false;
    }
    if (tryTakeDriver()) {
      try {
        worker.turnDriver(0);
      } finally {
        releaseDriver();
      }
    }
  }
}
