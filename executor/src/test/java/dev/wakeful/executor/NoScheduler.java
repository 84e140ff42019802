package dev.wakeful.executor;

/// Schedules nothing: for tasks that are moved or polled by hand.
final class NoScheduler implements Scheduler {
  @Override
  public void schedule(Task<?> task) {}

  @Override
  public void reschedule(Task<?> task) {}

  @Override
  public UnjoinedFailures failures() {
    return new UnjoinedFailures(FailureHandler.logging());
  }
}
