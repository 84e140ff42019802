package dev.wakeful.observe;

import dev.wakeful.executor.TaskDump;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/// A task dump, at the end of every chunk of a recording, as `jdk.ThreadDump` is: so whoever dumps
/// a recording has one of that moment.
@Name("dev.wakeful.TaskDump")
@Label("Task Dump")
@Category({"Wakeful", "Tasks"})
@Description("The tasks of a runtime, what they wait for, and which wait for each other")
@Period("endChunk")
@StackTrace(false)
final class TaskDumpEvent extends Event {
  /// A longer text is cut: a recording is no place for a million tasks. Deadlocks come first in it.
  static final int LONGEST = 256 * 1024;

  @Label("Runtime")
  final String runtime;

  @Label("Tasks")
  final int tasks;

  @Label("Deadlocks")
  @Description("Cycles of tasks that wait for each other and nothing else")
  final int deadlocks;

  @Label("Task Dump")
  final String result;

  TaskDumpEvent(TaskDump dump) {
    this.runtime = dump.name();
    this.tasks = dump.tasks().size();
    this.deadlocks = (int) dump.cycles().stream().filter(cycle -> cycle.certain()).count();
    this.result = cut(dump.toString());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "\n... cut; the MBean of the runtime gives all of it\n";
  }
}
