package dev.wakeful.observe;

import dev.wakeful.executor.Awaited;
import dev.wakeful.executor.RootInfo;
import dev.wakeful.executor.TaskDump;
import dev.wakeful.executor.TaskInfo;
import dev.wakeful.executor.WaitCycle;
import dev.wakeful.executor.WorkerInfo;
import java.util.List;

/// A [TaskDump] as JSON, for programs: the components of its records by their names, states in
/// lower case, lines of code as text. New fields may come, none goes.
public final class DumpJson {
  private final Json json = new Json();

  private DumpJson() {}

  /// The dump as one JSON object, in one line.
  ///
  /// @param dump what to write
  public static String write(TaskDump dump) {
    DumpJson writer = new DumpJson();
    writer.json.object(() -> {
      writer.json.field("name", dump.name());
      writer.json.list("workers", dump.workers(), writer::worker);
      writer.json.list("roots", dump.roots(), writer::root);
      writer.json.list("tasks", dump.tasks(), writer::task);
      writer.json.list("cycles", dump.cycles(), writer::cycle);
    });
    return writer.json.text();
  }

  private void worker(WorkerInfo worker) {
    json.object(() -> {
      json.field("name", worker.name());
      json.field("state", Words.of(worker.state()));
      if (worker.taskName() != null) {
        json.field("task", worker.task());
        json.field("taskName", worker.taskName());
      }
    });
  }

  private void root(RootInfo root) {
    json.object(() -> {
      json.field("thread", root.thread());
      chain(root.awaits());
    });
  }

  private void task(TaskInfo task) {
    json.object(() -> {
      json.field("id", task.id());
      json.field("name", task.name());
      json.field("state", Words.of(task.state()));
      json.field("worker", task.worker());
      json.field("spawnedAt", task.spawnedAt());
      json.list("joins", task.joins(), json::number);
      chain(task.awaits());
    });
  }

  private void chain(List<Awaited> awaits) {
    json.list(
        "awaits",
        awaits,
        at ->
            json.object(() -> {
              json.field("depth", at.depth());
              json.field("what", at.what());
              json.field("where", at.where());
              if (at.task() != 0) {
                json.field("task", at.task());
              }
            }));
  }

  private void cycle(WaitCycle cycle) {
    json.object(() -> {
      json.field("certain", cycle.certain());
      json.list("tasks", cycle.tasks(), task -> json.number(task.id()));
    });
  }
}
