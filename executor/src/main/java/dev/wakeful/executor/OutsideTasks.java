package dev.wakeful.executor;

/// The tasks that were spawned from outside the workers.
///
/// Any thread may use it.
final class OutsideTasks {
  private final OwnedTasks tasks = new OwnedTasks(); // guarded by this
  private boolean refusing; // guarded by this
  private boolean closed; // guarded by this

  /// Remembers a task.
  ///
  /// @param underWay whether it belongs to work that the executor has taken on
  /// @return false when the executor takes no such task any more; then the caller cancels it
  synchronized boolean add(Task<?> task, boolean underWay) {
    if (closed || (refusing && !underWay)) {
      return false;
    }
    tasks.add(task);
    return true;
  }

  /// Takes on from now on only what belongs to work under way.
  synchronized void refuse() {
    refusing = true;
  }

  synchronized void tidy() {
    tasks.tidy();
  }

  synchronized int alive() {
    return tasks.alive();
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
