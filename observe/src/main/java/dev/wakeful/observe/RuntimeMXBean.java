package dev.wakeful.observe;

/// A runtime as a managed bean, named `dev.wakeful:type=Runtime,name=...`. Every counter begins
/// with the runtime and never goes back; all of them are of all workers together.
public interface RuntimeMXBean {

  /// The name of the runtime.
  String getName();

  /// How many worker threads there are.
  int getWorkers();

  /// How many tasks are not over.
  int getAliveTasks();

  /// How many tasks were spawned.
  long getSpawnedTasks();

  /// How many tasks wait for a worker, in all queues.
  long getQueuedTasks();

  /// How many polls of tasks have begun.
  long getPolls();

  /// How many polls used up their cooperation budget.
  long getBudgetYields();

  /// How many tasks workers took from each other.
  long getSteals();

  /// How often workers went to sleep.
  long getParks();

  /// For how long workers were awake, in nanoseconds.
  long getBusyNanos();

  /// How many threads run blocking calls.
  int getBlockingThreads();

  /// How many blocking calls wait for a thread.
  int getQueuedBlockingCalls();

  /// How many sleeps are set.
  int getTimers();

  /// How many sockets are known to the reactor.
  int getIoRegistrations();

  /// A task dump as text.
  String dumpTasks();

  /// A task dump as JSON: see [DumpJson].
  String dumpTasksAsJson();

  /// All metrics, those of each worker too: see [OpenMetrics].
  String openMetrics();
}
