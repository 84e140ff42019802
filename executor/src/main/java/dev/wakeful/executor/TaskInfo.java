package dev.wakeful.executor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task, as a [TaskDump] has found it.
///
/// @param id its number
/// @param name its name
/// @param state what it was about
/// @param worker the thread that was polling it, if one was
/// @param spawnedAt the line that spawned it, if the executor [remembers it][Setup#spawnSites]
/// @param awaits its await chain, from its own future to the leaves; while the task is polled, the
///   chain may be that of a moment ago, or partly so
public record TaskInfo(
    long id,
    String name,
    State state,
    @Nullable String worker,
    @Nullable StackTraceElement spawnedAt,
    List<Awaited> awaits) {

  /// What a task is about.
  public enum State {
    /// A thread polls it.
    RUNNING,
    /// It was woken and waits for a thread.
    SCHEDULED,
    /// It waits to be woken.
    WAITING
  }

  /// Copies the chain.
  public TaskInfo {
    awaits = List.copyOf(awaits);
  }

  /// The numbers of the tasks and blocking calls that it waits for.
  public List<Long> joins() {
    return awaits.stream().map(Awaited::task).filter(task -> task != 0).toList();
  }

  /// Whether it waits for another and for nothing else.
  boolean joinsOnly(long other) {
    return awaits.stream().allMatch(at -> at.depth() == 0) && joins().equals(List.of(other));
  }
}
