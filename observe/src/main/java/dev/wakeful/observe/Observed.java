package dev.wakeful.observe;

import dev.wakeful.executor.TaskDump;

/// Something to look into: a runtime. Any thread may call any method, at any time.
public interface Observed {

  /// What it is called in metrics, events and names of beans.
  String name();

  /// What it has done so far.
  RuntimeMetrics metrics();

  /// What it is about. See [TaskExecutor#dump][dev.wakeful.executor.TaskExecutor#dump].
  TaskDump dump();
}
