package dev.wakeful.executor;

import java.util.List;

/// What an executor has done so far: the counts of its workers, and its own.
///
/// A copy, taken while everybody goes on: each number is exact as of a moment ago, they are not all
/// of the same moment. Taking one costs a few reads for each worker and disturbs nobody.
///
/// @param workers one for each worker; an executor without threads has one, which is whoever is in
///   `blockOn`
/// @param spawned how many tasks were spawned
/// @param remoteSchedules how often a task was queued by a thread that is no worker
/// @param queued how many tasks wait in the executor's own queue, apart from those of the workers
public record ExecutorMetrics(
    List<WorkerMetrics> workers, long spawned, long remoteSchedules, int queued) {

  /// Copies the list.
  public ExecutorMetrics {
    workers = List.copyOf(workers);
  }
}
