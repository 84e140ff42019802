package dev.wakeful.executor;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/// A reduced copy of [OwnedTasks] with full fences and one fault, for twins.
final class WeakOwned {

  /// What is wrong with it.
  enum Fault {
    /// Who looks goes the way in which a sweep moves tasks: one that is moved from before him to
    /// behind him is missed.
    LOOKS_UPWARDS,
    /// A sweep takes a task out before it puts it in at the new place.
    TAKES_OUT_FIRST
  }

  private final Fault fault;
  private final AtomicReferenceArray<Task<?>> tasks;
  private int size;

  WeakOwned(Fault fault, int capacity) {
    this.fault = fault;
    this.tasks = new AtomicReferenceArray<>(capacity);
  }

  void add(Task<?> task) {
    if (size == tasks.length()) {
      sweep();
    }
    tasks.set(size++, task);
  }

  private void sweep() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Task<?> task = tasks.get(i);
      if (fault == Fault.TAKES_OUT_FIRST) {
        tasks.set(i, null);
      }
      if (!task.isOver()) {
        tasks.set(kept++, task);
      }
    }
    for (int i = kept; i < size; i++) {
      tasks.set(i, null);
    }
    size = kept;
  }

  void seeAll(Consumer<? super Task<?>> eye) {
    boolean upwards = fault == Fault.LOOKS_UPWARDS;
    for (int i = 0; i < tasks.length(); i++) {
      Task<?> task = tasks.get(upwards ? i : tasks.length() - 1 - i);
      if (task != null) {
        eye.accept(task);
      }
    }
  }
}
