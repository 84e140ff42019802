package dev.wakeful.observe;

import dev.wakeful.executor.TaskEnd;
import dev.wakeful.executor.TaskListener;
import dev.wakeful.executor.TaskMeta;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/// A task has ended; the event lasts from its spawn to its end. Off unless a recording asks for it.
@Name("dev.wakeful.TaskEnd")
@Label("Task End")
@Category({"Wakeful", "Tasks"})
@Description("A task has ended; the duration is that of its life")
@Enabled(false)
@StackTrace(false)
final class TaskEndEvent extends Event {
  @Label("Task Id")
  final long taskId;

  @Label("Task Name")
  final String taskName;

  @Label("Polls")
  long polls;

  @Label("Outcome")
  @Description("completed, failed or cancelled")
  @Nullable String outcome;

  @Label("Failure")
  @Description("What the task has thrown")
  @Nullable String failure;

  @Label("Spawned At")
  @Description("The line that spawned the task, if the runtime remembers spawn sites")
  final @Nullable String spawnedAt;

  private TaskEndEvent(TaskMeta task) {
    this.taskId = task.id();
    this.taskName = task.name();
    StackTraceElement site = task.spawnedAt();
    this.spawnedAt = site == null ? null : site.toString();
  }

  /// Whoever hears of the task from now on and commits the event at its end.
  static TaskListener begin(TaskMeta task) {
    TaskEndEvent event = new TaskEndEvent(task);
    event.begin();
    return new TaskListener() {
      @Override
      public void afterPoll() {
        event.polls++;
      }

      @Override
      public void ended(TaskEnd how, @Nullable Throwable thrown) {
        event.end();
        if (event.shouldCommit()) {
          event.outcome = Words.of(how);
          event.failure = thrown == null ? null : thrown.toString();
          event.commit();
        }
      }
    };
  }
}
