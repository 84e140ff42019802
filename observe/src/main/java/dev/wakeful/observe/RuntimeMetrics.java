package dev.wakeful.observe;

import dev.wakeful.executor.ExecutorMetrics;
import dev.wakeful.executor.WorkerMetrics;
import java.util.function.ToLongFunction;

/// What a runtime has done so far, and what it has now. Each number is exact as of a moment ago;
/// they are not all of the same moment.
///
/// @param executor the counts of the workers and of the executor
/// @param aliveTasks how many tasks are not over
/// @param blockingRunning how many threads run blocking calls
/// @param blockingQueued how many blocking calls wait for a thread
/// @param timers how many sleeps are set
/// @param registrations how many sockets are known to the reactor
public record RuntimeMetrics(
    ExecutorMetrics executor,
    int aliveTasks,
    int blockingRunning,
    int blockingQueued,
    int timers,
    int registrations) {

  /// One of the counts, of all workers together.
  ///
  /// @param count which one, such as `WorkerMetrics::polls`
  public long sum(ToLongFunction<WorkerMetrics> count) {
    return executor.workers().stream().mapToLong(count).sum();
  }
}
