package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Spawner for [Spawner#on].
///
/// The state word of a task says who may touch it: whoever is told to schedule it is the only one,
/// until the executor has it.
final class JdkExecutor implements Spawner, Scheduler {
  private final Executor executor;
  private final UnjoinedFailures failures = new UnjoinedFailures(FailureHandler.logging());
  private final Slots slots = Slots.none().with(Unhandled.SLOT, failures::tellUnhandled);

  JdkExecutor(Executor executor) {
    this.executor = Objects.requireNonNull(executor);
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<T> future) {
    return spawn(null, future);
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(@Nullable String name, Future<T> future) {
    Task<T> task = new Task<>(this, name, future);
    schedule(task); // a task is born scheduled
    return task;
  }

  @Override
  public void schedule(Task<?> task) {
    try {
      executor.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      task.shutDown();
    }
  }

  private void run(Task<?> task) {
    failures.reportForgotten();
    TaskContext poller = new TaskContext(slots);
    Ambient.run(poller::slots, () -> task.run(poller, Setup.BUDGET));
  }

  @Override
  public void reschedule(Task<?> task) {
    schedule(task);
  }

  @Override
  public UnjoinedFailures failures() {
    return failures;
  }
}
