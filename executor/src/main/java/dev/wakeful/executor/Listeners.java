package dev.wakeful.executor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The listeners of one executor. What one of them throws goes to the failure handler and stops
/// nobody.
final class Listeners {
  private final ExecutorListener[] all;
  private final UnjoinedFailures failures;

  Listeners(List<ExecutorListener> all, UnjoinedFailures failures) {
    this.all = all.toArray(ExecutorListener[]::new);
    this.failures = failures;
  }

  /// Whether anybody wants to hear of the next task.
  boolean hearTasks() {
    for (ExecutorListener each : all) {
      if (hearsTasks(each)) {
        return true;
      }
    }
    return false;
  }

  private boolean hearsTasks(ExecutorListener listener) {
    try {
      return listener.hearsTasks();
    } catch (Throwable failure) {
      report(failure);
      return false;
    }
  }

  /// Tells of a new task, which nobody polls yet, and gives it those who want to hear more of it.
  <T extends @Nullable Object> Task<T> begin(HeardTask<T> task) {
    List<TaskListener> hearing = new ArrayList<>();
    for (ExecutorListener each : all) {
      if (hearsTasks(each)) {
        try {
          TaskListener listener = each.taskSpawned(task);
          if (listener != null) {
            hearing.add(listener);
          }
        } catch (Throwable failure) {
          report(failure);
        }
      }
    }
    task.hearing(hearing);
    return task;
  }

  /// Tells everybody of a long poll.
  void longPoll(LongPoll poll) {
    for (ExecutorListener each : all) {
      try {
        each.longPoll(poll);
      } catch (Throwable failure) {
        report(failure);
      }
    }
  }

  private void report(Throwable failure) {
    failures.tellUnhandled("a listener of the executor", failure);
  }
}
