package dev.wakeful.executor;

import java.util.List;

/// Tasks of which each waits for the next one, and the last for the first.
///
/// @param tasks the tasks, each once
/// @param certain whether each waits for the next one and for nothing else, so that only an abort
///   ends it. Otherwise one of them waits for several things, and it may be enough if another comes
public record WaitCycle(List<TaskInfo> tasks, boolean certain) {

  /// Copies the list.
  public WaitCycle {
    tasks = List.copyOf(tasks);
  }
}
