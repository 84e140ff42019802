package dev.wakeful.examples.executor;

import dev.wakeful.future.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Polls tasks, one at a time, on the thread that calls [#run].
///
/// Tasks that want to be polled stand in a queue. A new task stands in it, and so does one that was
/// woken; a task that waits is nowhere in here: whoever will wake it holds it, as its waker.
final class Executor {
  /// How many tasks there may be at a time.
  static final int CAPACITY = 10_000;

  /// Those to poll, first come, first served. Guarded by the lock of this object, as are the
  /// counters.
  private final Queue<Task> queue = new ArrayDeque<>();

  /// Tasks that have not finished. Each has its place in the queue even while it waits: a wake-up
  /// must not fail, so it must never find the queue full.
  private int tasks;

  /// Spawners that are not closed.
  private int spawners;

  /// A new way to bring tasks here. While one is open, [#run] goes on.
  synchronized Spawner spawner() {
    spawners++;
    return new Spawner(this);
  }

  /// Polls tasks until the last spawner is closed and the last task has finished.
  ///
  /// (A task that nobody is going to wake is waited for in vain.)
  void run() throws InterruptedException {
    for (Task task = next(); task != null; task = next()) {
      if (task.poll()) {
        finished();
      }
    }
  }

  /// The first of the queue; null when there is none and none can come.
  private synchronized @Nullable Task next() throws InterruptedException {
    while (queue.isEmpty()) {
      if (spawners == 0 && tasks == 0) {
        return null;
      }
      wait(); // until a task is spawned or woken, or the last spawner is closed
    }
    return queue.remove();
  }

  /// A new task, to be polled in its turn.
  synchronized void add(Future<?> future) {
    if (tasks == CAPACITY) {
      throw new RejectedExecutionException("too many tasks queued: there is room for " + CAPACITY);
    }
    tasks++;
    new Task(future, this).wake();
  }

  /// A task wants to be polled.
  synchronized void enqueue(Task task) {
    queue.add(task);
    notifyAll();
  }

  private synchronized void finished() {
    tasks--;
  }

  synchronized void spawnerClosed() {
    spawners--;
    notifyAll(); // it may have been the last
  }
}
