package dev.wakeful.executor;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The queue through which tasks reach an executor from outside its workers, and into which a full
/// ring overflows.
///
/// A lock and an array: a batch is taken under one lock, and an empty queue is seen without it.
/// First in, first out. Any thread may use it.
final class InjectQueue {
  private final ArrayDeque<Task<?>> tasks = new ArrayDeque<>(); // guarded by itself
  private boolean closed; // guarded by tasks
  private long pushed; // guarded by tasks

  /// The length, written under the lock. A volatile store after the push and a volatile load in the
  /// last look before sleep: see [IdleSet].
  private volatile int length;

  /// Adds a task at the back.
  ///
  /// @return false when the queue is closed; then nobody will poll the task
  boolean push(Task<?> task) {
    synchronized (tasks) {
      if (closed) {
        return false;
      }
      tasks.addLast(task);
      pushed++;
      length = tasks.size();
      return true;
    }
  }

  /// Adds tasks at the back, in order: what a full ring has to spare, and the one that did not fit.
  /// Without effect when closed.
  void pushAll(Task<?>[] batch, Task<?> last) {
    synchronized (tasks) {
      if (closed) {
        return;
      }
      for (Task<?> task : batch) {
        tasks.addLast(task);
      }
      tasks.addLast(last);
      length = tasks.size();
    }
  }

  /// Takes the first task.
  @Nullable Task<?> pop() {
    if (length == 0) {
      return null;
    }
    synchronized (tasks) {
      Task<?> task = tasks.pollFirst();
      length = tasks.size();
      return task;
    }
  }

  /// Takes the first task, and moves a fair share of the rest into a worker's ring.
  ///
  /// @param ring the calling worker's
  /// @param workers among how many the rest is to be shared
  @Nullable Task<?> popBatch(RunQueue ring, int workers) {
    if (length == 0) {
      return null;
    }
    synchronized (tasks) {
      Task<?> first = tasks.pollFirst();
      int share = Math.min(tasks.size() / workers, RunQueue.CAPACITY / 2);
      for (int i = 0; i < share; i++) {
        Task<?> next = tasks.peekFirst();
        if (next == null || !ring.push(next)) {
          break;
        }
        tasks.pollFirst();
      }
      length = tasks.size();
      return first;
    }
  }

  /// Whether there is nothing.
  boolean isEmpty() {
    return length == 0;
  }

  /// How many tasks wait.
  int length() {
    return length;
  }

  /// How many tasks have come from outside so far: all but those of full rings.
  long pushed() {
    synchronized (tasks) {
      return pushed;
    }
  }

  /// Refuses tasks from now on, and forgets those that wait: their executor cancels them.
  void close() {
    synchronized (tasks) {
      closed = true;
      tasks.clear();
      length = 0;
    }
  }
}
