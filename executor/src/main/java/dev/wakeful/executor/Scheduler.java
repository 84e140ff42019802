package dev.wakeful.executor;

/// Where a task goes when it must be polled.
interface Scheduler {

  /// Puts a task into a run queue. Any thread may call it.
  ///
  /// @param task whose wake count has just left zero
  void schedule(Task<?> task);

  /// Puts a task that was woken during its own poll at the back of a run queue, so that others come
  /// first. Called on the thread that polled it.
  ///
  /// @param task whose wake count has not come back to zero
  void reschedule(Task<?> task);

  /// Where failures go that nobody takes.
  UnjoinedFailures failures();
}
