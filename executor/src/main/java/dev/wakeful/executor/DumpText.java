package dev.wakeful.executor;

import java.util.List;
import java.util.Locale;

/// A [TaskDump] as text, in the manner of a thread dump.
final class DumpText {
  private final TaskDump dump;
  private final StringBuilder text = new StringBuilder();

  DumpText(TaskDump dump) {
    this.dump = dump;
  }

  String text() {
    line("Task dump of " + dump.name() + ": " + dump.tasks().size() + " tasks");
    dump.cycles().forEach(this::cycle);
    dump.workers().forEach(this::worker);
    dump.roots().forEach(this::root);
    dump.tasks().forEach(this::task);
    return text.toString();
  }

  private void worker(WorkerInfo worker) {
    String task = worker.taskName() == null ? "" : " " + title(worker.taskName(), worker.task());
    line("");
    line("\"" + worker.name() + "\" " + words(worker.state()) + task);
  }

  private void root(RootInfo root) {
    line("");
    line("\"" + root.thread() + "\" in blockOn");
    chain(root.awaits());
  }

  private void task(TaskInfo task) {
    String where = task.worker() == null ? "" : " on \"" + task.worker() + "\"";
    line("");
    line(title(task) + " " + words(task.state()) + where);
    if (task.spawnedAt() != null) {
      line("    spawned at " + task.spawnedAt());
    }
    chain(task.awaits());
  }

  private void chain(List<Awaited> awaits) {
    awaits.forEach(at -> line("    " + at));
  }

  private void cycle(WaitCycle cycle) {
    line("");
    line(cycle.certain() ? "Deadlock:" : "Perhaps a deadlock, unless something else comes:");
    for (int i = 0; i < cycle.tasks().size(); i++) {
      TaskInfo next = cycle.tasks().get((i + 1) % cycle.tasks().size());
      line("    " + title(cycle.tasks().get(i)) + " waits for " + title(next));
    }
  }

  private static String title(TaskInfo task) {
    return title(task.name(), task.id());
  }

  /// A task without a name is called by its number.
  private static String title(String name, long id) {
    String number = "#" + id;
    return name.equals(number) ? number : "\"" + name + "\" " + number;
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
