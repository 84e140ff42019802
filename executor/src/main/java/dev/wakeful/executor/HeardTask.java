package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A task of which somebody wants to hear. Made only then, so that others pay nothing.
///
/// @param <T> the type of the future's value
final class HeardTask<T extends @Nullable Object> extends Task<T> implements TaskMeta {
  private final @Nullable StackTraceElement spawnedAt;

  /// Set once before the first poll; the run queue publishes it.
  private List<TaskListener> hearing = List.of();

  HeardTask(Scheduler scheduler, @Nullable String name, Future<T> future) {
    super(scheduler, name, future);
    this.spawnedAt = future instanceof SpawnSite<T> site ? site.site() : null;
  }

  /// Who is told from now on.
  void hearing(List<TaskListener> listeners) {
    this.hearing = listeners;
  }

  @Override
  public @Nullable StackTraceElement spawnedAt() {
    return spawnedAt;
  }

  @Override
  Poll<T> pollOnce(Future<T> polled, Context cx) throws Exception {
    tell(TaskListener::beforePoll);
    try {
      return super.pollOnce(polled, cx);
    } finally {
      tell(TaskListener::afterPoll);
    }
  }

  @Override
  void ended(TaskEnd how, @Nullable Throwable failure) {
    tell(listener -> listener.ended(how, failure));
    hearing = List.of();
  }

  private void tell(Consumer<TaskListener> news) {
    for (TaskListener listener : hearing) {
      try {
        news.accept(listener);
      } catch (Throwable failure) {
        failures().tellUnhandled("a listener of task " + name(), failure);
      }
    }
  }
}
