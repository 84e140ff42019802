package dev.wakeful.executor;

import java.util.List;

/// What an executor was about at one moment: the thread dump of something that has no threads.
///
/// Taken by [TaskExecutor#dump] without polling, locking out or waking anybody. So it is not one
/// moment for all of it: what is said of a task was true when that task was looked at. Every task
/// that was spawned before and lives on after is in it, once. Nothing in it leads to a task or a
/// future; it may be kept.
///
/// It prints like a thread dump.
///
/// @param name the name of the executor
/// @param workers the threads that poll tasks
/// @param tasks the tasks that are not over, in the order of their numbers
/// @param roots the calls of `blockOn`
/// @param cycles tasks of this executor that wait for each other, found twice in a row
public record TaskDump(
    String name,
    List<WorkerInfo> workers,
    List<TaskInfo> tasks,
    List<RootInfo> roots,
    List<WaitCycle> cycles) {

  /// Copies the lists.
  public TaskDump {
    workers = List.copyOf(workers);
    tasks = List.copyOf(tasks);
    roots = List.copyOf(roots);
    cycles = List.copyOf(cycles);
  }

  /// The dump as text, for people.
  @Override
  public String toString() {
    return new DumpText(this).text();
  }
}
