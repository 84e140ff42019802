package dev.wakeful.examples.executor;

import dev.wakeful.future.Future;

/// Brings tasks to an executor. There may be several; any thread may use one.
final class Spawner implements AutoCloseable {
  private final Executor executor;
  private boolean closed;

  Spawner(Executor executor) {
    this.executor = executor;
  }

  /// Takes on a future as a task: it will be polled by [Executor#run], never here.
  ///
  /// @throws java.util.concurrent.RejectedExecutionException when too many tasks are queued
  synchronized void spawn(Future<?> future) {
    failIfClosed();
    executor.add(future);
  }

  /// Another one for the same executor, to be closed on its own.
  synchronized Spawner another() {
    failIfClosed(); // the executor may have ended
    return executor.spawner();
  }

  private void failIfClosed() {
    if (closed) {
      throw new IllegalStateException("this spawner is closed");
    }
  }

  /// No more tasks from here.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      executor.spawnerClosed();
    }
  }
}
