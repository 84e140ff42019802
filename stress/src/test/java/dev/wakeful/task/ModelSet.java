package dev.wakeful.task;

/// What is under test in [WakeSetModelTest]: a set of children and their owner.
interface ModelSet {
  void add(CopiedSet.Child child);

  /// Whether all have finished.
  boolean poll(Waker waker);

  void wake(CopiedSet.Child child);
}
