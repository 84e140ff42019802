package dev.wakeful.observe;

import dev.wakeful.executor.TaskMeta;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// A task was spawned, by the thread and at the place that the event's stack trace shows. Off
/// unless a recording asks for it: there may be millions in a second.
@Name("dev.wakeful.TaskSpawn")
@Label("Task Spawn")
@Category({"Wakeful", "Tasks"})
@Description("A task was spawned")
@Enabled(false)
final class TaskSpawnEvent extends Event {
  @Label("Task Id")
  final long taskId;

  @Label("Task Name")
  final String taskName;

  TaskSpawnEvent(TaskMeta task) {
    this.taskId = task.id();
    this.taskName = task.name();
  }
}
