package dev.wakeful.executor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The tasks that one spawner has started, so that they can be cancelled when the executor closes,
/// and be seen.
///
/// Adding is an array store. When the array is full, those that are alive go into a new one, which
/// is larger if they are more than half. So a task costs a few nanoseconds here, and up to as many
/// finished tasks as living ones (at least 128) stay reachable until the next sweep.
///
/// One thread at a time owns it and writes; its user sees to that. [#seeAll], [#alive] and
/// [#changes] may be called by any thread at any time, and the owner notices nothing.
///
/// **Why nothing is missed.** A new array is published when everything is in it, and the one before
/// it is never written again: whoever looks at either finds all that was alive when it was taken.
///
/// **Why a new one**, and not the old one swept: to store a task in an array that the collector has
/// made old costs the barrier of G1, which has a fence in it. An array that takes 256 tasks is
/// young.
final class OwnedTasks {
  private static final int SMALLEST = 256;
  private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Task[].class);

  private static final VarHandle CHANGES;

  static {
    try {
      CHANGES = MethodHandles.lookup().findVarHandle(OwnedTasks.class, "changes", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int smallest;
  private volatile @Nullable Task<?>[] tasks;
  private int size;

  /// How often this has changed. Odd while the array is changed for another.
  private int changes;

  OwnedTasks() {
    this(SMALLEST);
  }

  /// For tests, with a first array of another size.
  OwnedTasks(int smallest) {
    this.smallest = smallest;
    this.tasks = new Task<?>[smallest];
  }

  /// Remembers a task.
  void add(Task<?> task) {
    if (size == tasks.length) {
      sweep();
    }
    PLACE.setRelease(tasks, size++, task); // pairs with seeAll(), which reads the task's fields
    CHANGES.setRelease(this, changes + 2); // whoever sees the count sees the task
  }

  /// A number that differs whenever a task was added or the array changed in between. When every
  /// task seen between two calls was over and both answered the same even number, nothing was alive
  /// at the time of the first: an addition is the work of a task that is seen to be alive, or is
  /// seen here.
  int changes() {
    VarHandle.acquireFence(); // pairs with announce(): what was looked at above is from before
    return (int) CHANGES.getAcquire(this); // pairs with add() and announce()
  }

  /// Says that the array is going to be changed for another, or has been.
  private void announce() {
    CHANGES.setRelease(this, changes + 1); // pairs with changes()
    VarHandle.releaseFence(); // pairs with changes(): said before it is done
  }

  private void sweep() {
    announce();
    @Nullable Task<?>[] before = tasks;
    @Nullable Task<?>[] next = new Task<?>[before.length];
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Task<?> task = before[i];
      if (task != null && !task.isOver()) {
        next[kept++] = task;
      }
    }
    if (kept > before.length / 2 && kept > smallest / 2) {
      next = Arrays.copyOf(next, before.length * 2);
    } else if (before.length > smallest && kept < before.length / 8) {
      next = Arrays.copyOf(next, before.length / 2);
    }
    size = kept;
    tasks = next;
    announce();
  }

  /// Lets go of the tasks that are over, so that a forgotten failure among them can be found.
  /// Skipped when there are very many: then the next full array does it.
  void tidy() {
    if (size <= 1 << 16) {
      sweep();
    }
  }

  /// Shows every task that was added before the call and is not over at its end, and perhaps others
  /// that were added meanwhile or are over; the latest first, which [DumpTaker] turns round. Any
  /// thread may call it.
  ///
  /// @param eye who looks
  void seeAll(Consumer<? super Task<?>> eye) {
    @Nullable Task<?>[] seen = tasks;
    for (int i = seen.length - 1; i >= 0; i--) {
      Task<?> task = (Task<?>) PLACE.getAcquire(seen, i); // pairs with add()
      if (task != null) {
        eye.accept(task);
      }
    }
  }

  /// How many tasks are not over. Any thread may call it; while the owner adds tasks, the answer
  /// may be out of date.
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
    @Nullable Task<?>[] left = tasks;
    for (int i = 0; i < size; i++) {
      Task<?> task = left[i];
      if (task != null) {
        task.shutDown();
      }
    }
    Arrays.fill(left, 0, size, null);
    size = 0;
  }
}
