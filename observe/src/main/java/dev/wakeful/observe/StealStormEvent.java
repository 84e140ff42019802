package dev.wakeful.observe;

import dev.wakeful.executor.WorkerMetrics;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/// In the last second the workers have mostly polled what they had taken from each other: the work
/// is born on one of them, or comes in bits too small for so many.
@Name("dev.wakeful.StealStorm")
@Label("Steal Storm")
@Category({"Wakeful", "Scheduling"})
@Description("More than half of the polls since the last look were of stolen tasks")
@Period("1 s")
@StackTrace(false)
final class StealStormEvent extends Event {
  /// Fewer are no storm, whatever their share.
  static final long FEW = 1_000;

  @Label("Runtime")
  final String runtime;

  @Label("Steals")
  final long steals;

  @Label("Steal Operations")
  final long stealOperations;

  @Label("Polls")
  final long polls;

  /// @param before what was counted at the last look
  /// @param now what is counted now
  StealStormEvent(String runtime, RuntimeMetrics before, RuntimeMetrics now) {
    this.runtime = runtime;
    this.steals = now.sum(WorkerMetrics::steals) - before.sum(WorkerMetrics::steals);
    this.stealOperations =
        now.sum(WorkerMetrics::stealOperations) - before.sum(WorkerMetrics::stealOperations);
    this.polls = now.sum(WorkerMetrics::polls) - before.sum(WorkerMetrics::polls);
  }

  /// Whether it is one.
  boolean isStorm() {
    return steals > FEW && steals > polls / 2;
  }
}
