package dev.wakeful.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The failure of a task that nobody took, and what is known of the task.
///
/// A task that has failed waits for nothing any more: what it was waiting for when it failed stands
/// in the stack trace of its failure, which is complete down to the task, because a poll goes
/// through every future of the chain. [#chain] is that part.
///
/// @param task the name of the task
/// @param id its number, [JoinHandle#id]
/// @param failure what its future threw
/// @param spawned the stack of whoever spawned it, the innermost call first; empty unless
///   [Setup#spawnSites] is on
public record TaskFailure(
    String task, long id, Throwable failure, List<StackTraceElement> spawned) {

  /// Copies the stack.
  public TaskFailure {
    spawned = List.copyOf(spawned);
  }

  /// With what the failure itself tells.
  static TaskFailure of(String task, long id, Throwable failure) {
    return new TaskFailure(task, id, failure, SpawnSite.of(failure));
  }

  /// Where the task was spawned: the first line that is not the library's own.
  public Optional<StackTraceElement> spawnedAt() {
    return spawned.stream().filter(frame -> !SpawnSite.isOwn(frame)).findFirst();
  }

  /// The lines from where the failure was made out to the task, through every body that awaited the
  /// next. Empty when it was not made in a poll of a task, or has no stack trace: then nobody
  /// knows.
  public List<StackTraceElement> chain() {
    List<StackTraceElement> chain = new ArrayList<>();
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (isRoot(frame)) {
        return chain;
      }
      chain.add(frame);
    }
    return List.of();
  }

  private static boolean isRoot(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.equals(Task.class.getName()) || name.equals(BlockingCall.class.getName());
  }
}
