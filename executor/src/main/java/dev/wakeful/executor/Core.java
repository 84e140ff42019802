package dev.wakeful.executor;

import dev.wakeful.future.Future;
import org.jspecify.annotations.Nullable;

/// What others know of the core of a [CurrentThreadExecutor], and what its watchdog does at each
/// tick: it looks at the polls of tasks, and when the driver has not been turned since the last
/// time, it ends the run of polls under way.
final class Core implements Watchdog.Beat, Pulse {
  final WorkerCounters counters = new WorkerCounters();
  final TaskContext tasks;

  /// Whether the driver has not been turned for too long. Set by the watchdog, cleared by the
  /// owner.
  volatile boolean driverDue;

  private final CoreLease lease;
  private final Glance glance = new Glance(this);
  private long turnsSeen = -1;

  /// A core that nobody has polled with.
  ///
  /// @param lease who owns it, and whether he sleeps
  /// @param tasks what they are polled with
  Core(CoreLease lease, TaskContext tasks) {
    this.lease = lease;
    this.tasks = tasks;
  }

  @Override
  public void tick(LongPolls polls, long now) {
    glance.look(now);
    polls.tellOf(glance, now);
    long turns = counters.read(WorkerCounters.DRIVER_TURNS);
    if (turns == turnsSeen && lease.owner() != null && !lease.isAsleep()) {
      driverDue = true;
    }
    turnsSeen = turns;
  }

  @Override
  public long sequence() {
    return counters.sequence();
  }

  @Override
  public boolean isExcused() {
    return lease.isAsleep();
  }

  @Override
  public @Nullable Thread thread() {
    return lease.owner();
  }

  @Override
  public @Nullable Future<?> polled() {
    return tasks.task();
  }
}
