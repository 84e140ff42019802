package dev.wakeful.executor;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which task waits for which, and the cycles in it.
///
/// A search in depth: wherever it comes back to a task on its own way, there is a cycle. Every task
/// that is in a cycle of tasks with one thing to wait for is found so; of cycles that share a task,
/// at least one is.
final class WaitGraph {
  private final Map<Long, TaskInfo> tasks = new LinkedHashMap<>();
  private final Set<Long> done = new LinkedHashSet<>();
  private final List<WaitCycle> cycles = new ArrayList<>();

  private WaitGraph(List<TaskInfo> all) {
    for (TaskInfo task : all) {
      if (task.state() == TaskInfo.State.WAITING) {
        tasks.put(task.id(), task);
      }
    }
  }

  /// The cycles among tasks that wait.
  static List<WaitCycle> cycles(List<TaskInfo> tasks) {
    WaitGraph graph = new WaitGraph(tasks);
    graph.tasks.values().forEach(graph::search);
    return graph.cycles;
  }

  /// Without recursion: a chain of tasks may be as long as there are tasks.
  private void search(TaskInfo start) {
    SequencedMap<Long, Iterator<Long>> way = new LinkedHashMap<>();
    enter(start.id(), way);
    while (!way.isEmpty()) {
      Map.Entry<Long, Iterator<Long>> last = way.lastEntry();
      if (last.getValue().hasNext()) {
        long next = last.getValue().next();
        if (way.containsKey(next)) {
          note(next, way);
        } else {
          enter(next, way);
        }
      } else {
        done.add(last.getKey());
        way.pollLastEntry();
      }
    }
  }

  private void enter(long id, SequencedMap<Long, Iterator<Long>> way) {
    @Nullable TaskInfo task = tasks.get(id);
    if (task != null && !done.contains(id)) {
      way.put(id, task.joins().iterator());
    }
  }

  /// The part of the way from this task on is a cycle.
  private void note(long first, SequencedMap<Long, Iterator<Long>> way) {
    List<TaskInfo> cycle = new ArrayList<>();
    for (long id : way.sequencedKeySet().reversed()) {
      cycle.addFirst(tasks.get(id));
      if (id == first) {
        break;
      }
    }
    cycles.add(new WaitCycle(cycle, isCertain(cycle)));
  }

  private static boolean isCertain(List<TaskInfo> cycle) {
    for (int i = 0; i < cycle.size(); i++) {
      if (!cycle.get(i).joinsOnly(cycle.get((i + 1) % cycle.size()).id())) {
        return false;
      }
    }
    return true;
  }
}
