package dev.wakeful.observe;

import dev.wakeful.executor.WorkerMetrics;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// The metrics of a runtime, once a second. What only grows is counted from the runtime's start.
@Name("dev.wakeful.RuntimeStatistics")
@Label("Runtime Statistics")
@Category("Wakeful")
@Description("What a runtime has done since its start, and what it has now")
@Period("1 s")
@StackTrace(false)
final class RuntimeStatisticsEvent extends Event {
  @Label("Runtime")
  final String runtime;

  @Label("Alive Tasks")
  final int aliveTasks;

  @Label("Spawned Tasks")
  final long spawnedTasks;

  @Label("Queue Depth")
  @Description("Tasks that wait for a worker, in all queues")
  final long queued;

  @Label("Polls")
  final long polls;

  @Label("Steals")
  final long steals;

  @Label("Parks")
  final long parks;

  @Label("Busy Time")
  @Description("For how long workers were awake, all together")
  @Timespan(Timespan.NANOSECONDS)
  final long busy;

  @Label("Blocking Threads")
  final int blockingThreads;

  @Label("Blocking Queue Depth")
  final int blockingQueued;

  @Label("Timers")
  final int timers;

  @Label("I/O Registrations")
  final int registrations;

  RuntimeStatisticsEvent(String runtime, RuntimeMetrics metrics) {
    this.runtime = runtime;
    this.aliveTasks = metrics.aliveTasks();
    this.spawnedTasks = metrics.executor().spawned();
    this.queued = metrics.executor().queued() + metrics.sum(WorkerMetrics::queued);
    this.polls = metrics.sum(WorkerMetrics::polls);
    this.steals = metrics.sum(WorkerMetrics::steals);
    this.parks = metrics.sum(WorkerMetrics::parks);
    this.busy = metrics.sum(worker -> worker.busy().toNanos());
    this.blockingThreads = metrics.blockingRunning();
    this.blockingQueued = metrics.blockingQueued();
    this.timers = metrics.timers();
    this.registrations = metrics.registrations();
  }
}
