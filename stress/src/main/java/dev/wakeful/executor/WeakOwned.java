package dev.wakeful.executor;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/// A reduced copy of [OwnedTasks] with full fences and one fault, for twins.
final class WeakOwned {

  /// What is wrong with it.
  enum Fault {
    /// A new array is there for others before the tasks are in it.
    PUBLISHES_FIRST,
    /// The array before is emptied, though somebody may be looking at it.
    EMPTIES_THE_OLD
  }

  private final Fault fault;
  private volatile AtomicReferenceArray<Task<?>> tasks;
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
    AtomicReferenceArray<Task<?>> before = tasks;
    AtomicReferenceArray<Task<?>> next = new AtomicReferenceArray<>(before.length());
    if (fault == Fault.PUBLISHES_FIRST) {
      tasks = next;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Task<?> task = before.get(i);
      if (!task.isOver()) {
        next.set(kept++, task);
      }
    }
    tasks = next;
    if (fault == Fault.EMPTIES_THE_OLD) {
      for (int i = 0; i < size; i++) {
        before.set(i, null);
      }
    }
    size = kept;
  }

  void seeAll(Consumer<? super Task<?>> eye) {
    AtomicReferenceArray<Task<?>> seen = tasks;
    for (int i = seen.length() - 1; i >= 0; i--) {
      Task<?> task = seen.get(i);
      if (task != null) {
        eye.accept(task);
      }
    }
  }
}
