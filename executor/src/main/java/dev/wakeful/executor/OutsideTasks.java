package dev.wakeful.executor;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The tasks that were spawned from outside the workers.
///
/// Any thread may use it.
final class OutsideTasks {
  private final OwnedTasks tasks = new OwnedTasks(); // written under the lock of this
  private boolean refusing; // guarded by this
  private boolean closed; // guarded by this
  private long added; // guarded by this

  /// Remembers a task.
  ///
  /// @param underWay whether it belongs to work that the executor has taken on; asked only if it
  ///   matters
  /// @return false when the executor takes no such task any more; then the caller cancels it
  synchronized boolean add(Task<?> task, BooleanSupplier underWay) {
    if (closed || (refusing && !underWay.getAsBoolean())) {
      return false;
    }
    tasks.add(task);
    added++;
    return true;
  }

  /// Takes on from now on only what belongs to work under way.
  synchronized void refuse() {
    refusing = true;
  }

  synchronized void tidy() {
    tasks.tidy();
  }

  /// How many there have been so far.
  synchronized long added() {
    return added;
  }

  synchronized int alive() {
    return tasks.alive();
  }

  /// As [OwnedTasks#seeAll], without the lock: who looks keeps nobody from spawning.
  void seeAll(Consumer<? super Task<?>> eye) {
    tasks.seeAll(eye);
  }

  synchronized int changes() {
    return tasks.changes();
  }

  /// Takes no more tasks and cancels those that are not over.
  void shutDownAll() {
    synchronized (this) {
      closed = true;
    }
    tasks.shutDownAll(); // outside the lock, for it runs strangers' code; nobody adds any more
  }
}
