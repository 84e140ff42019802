package dev.wakeful.executor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The tasks that one spawner has started, so that they can be cancelled when the executor closes.
///
/// Adding is an array store. When the array is full, the tasks that are over are swept out; if more
/// than half are still alive, it grows. So a task costs a few nanoseconds here, and up to as many
/// finished tasks as living ones (at least 128) stay reachable until the next sweep.
///
/// One thread uses it at a time; the owner sees to that. Others may look at [#alive] and [#changes]
/// meanwhile.
final class OwnedTasks {
  private static final int SMALLEST = 256;

  private static final VarHandle CHANGES;

  static {
    try {
      CHANGES = MethodHandles.lookup().findVarHandle(OwnedTasks.class, "changes", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private @Nullable Task<?>[] tasks = new Task<?>[SMALLEST];
  private int size;

  /// How often this has changed. Odd while tasks are being moved.
  private int changes;

  /// Remembers a task.
  void add(Task<?> task) {
    if (size == tasks.length) {
      sweep();
    }
    tasks[size++] = task;
    CHANGES.setRelease(this, changes + 2); // whoever sees the count sees the task
  }

  /// A number that differs whenever a task was added or moved in between. When every task seen
  /// between two calls was over and both answered the same even number, nothing was alive at the
  /// time of the first: an addition is the work of a task that is seen to be alive, or is seen
  /// here.
  int changes() {
    VarHandle.acquireFence(); // what was looked at before this, was looked at before
    return (int) CHANGES.getAcquire(this);
  }

  /// Says that tasks are going to be moved, or have been.
  private void move() {
    CHANGES.setRelease(this, changes + 1);
    VarHandle.releaseFence(); // said before it is done
  }

  private void sweep() {
    move();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Task<?> task = tasks[i];
      if (task != null && !task.isOver()) {
        tasks[kept++] = task;
      }
    }
    Arrays.fill(tasks, kept, size, null);
    size = kept;
    if (kept > tasks.length / 2 && kept > SMALLEST / 2) {
      tasks = Arrays.copyOf(tasks, tasks.length * 2);
    } else if (tasks.length > SMALLEST && kept < tasks.length / 8) {
      tasks = Arrays.copyOf(tasks, tasks.length / 2);
    }
    move();
  }

  /// Lets go of the tasks that are over, so that a forgotten failure among them can be found.
  /// Skipped when there are very many: then the next full array does it.
  void tidy() {
    if (size <= 1 << 16) {
      sweep();
    }
  }

  /// How many tasks are not over. The one method that any thread may call at any time; while the
  /// owner adds tasks, the answer may be out of date.
  int alive() {
    @Nullable Task<?>[] seen = tasks;
    int alive = 0;
    for (int i = 0, end = Math.min(size, seen.length); i < end; i++) {
      Task<?> task = seen[i];
      if (task != null && !task.isOver()) {
        alive++;
      }
    }
    return alive;
  }

  /// Cancels every task that is not over, the oldest first. Nobody may be polling any of them.
  void shutDownAll() {
    for (int i = 0; i < size; i++) {
      Task<?> task = tasks[i];
      if (task != null) {
        task.shutDown();
      }
    }
    Arrays.fill(tasks, 0, size, null);
    size = 0;
  }
}
