package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.task.Poll;

/// Tasks that nobody polls, for tests of what moves and settles them.
final class Bodies implements Scheduler {
  private static final Bodies NOBODY =
      new Bodies(
          new UnjoinedFailures((_, failure) -> {
            throw new AssertionError(failure);
          }));

  private final UnjoinedFailures failures;

  /// A scheduler that schedules nothing.
  Bodies(UnjoinedFailures failures) {
    this.failures = failures;
  }

  /// A task of a scheduler that schedules nothing.
  static Task<Integer> task() {
    return NOBODY.newTask();
  }

  /// A task of this scheduler.
  Task<Integer> newTask() {
    Future<Integer> never = _ -> Poll.pending();
    return new Task<>(this, null, never);
  }

  @Override
  public void schedule(Task<?> task) {}

  @Override
  public void reschedule(Task<?> task) {}

  @Override
  public UnjoinedFailures failures() {
    return failures;
  }
}
