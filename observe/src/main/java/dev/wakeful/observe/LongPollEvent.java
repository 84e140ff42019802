package dev.wakeful.observe;

import dev.wakeful.executor.LongPoll;
import java.util.stream.Collectors;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/// A poll lasts longer than the watchdog allows. The stack is a field, for the event's own would be
/// that of the watchdog.
@Name("dev.wakeful.LongPoll")
@Label("Long Poll")
@Category({"Wakeful", "Scheduling"})
@Description(
    "A poll lasts longer than the watchdog allows: its thread polls no other task meanwhile")
@StackTrace(false)
final class LongPollEvent extends Event {
  @Label("Worker")
  final String worker;

  @Label("Task")
  final String task;

  @Label("Lasted")
  @Description("For how long the poll had lasted when it was found")
  @Timespan(Timespan.NANOSECONDS)
  final long lasted;

  @Label("Worker Stack")
  final String workerStack;

  @Label("Await Chain")
  final String awaiting;

  LongPollEvent(LongPoll poll) {
    this.worker = poll.worker();
    this.task = poll.task();
    this.lasted = poll.lasted().toNanos();
    this.workerStack = stack(poll);
    this.awaiting = poll.awaiting();
  }

  /// The stack of the worker, one call a line.
  static String stack(LongPoll poll) {
    return poll.stack().stream().map(frame -> "at " + frame + "\n").collect(Collectors.joining());
  }
}
