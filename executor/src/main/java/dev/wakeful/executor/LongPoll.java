package dev.wakeful.executor;

import java.time.Duration;
import java.util.List;

/// A poll that lasts too long: its thread can poll no other task meanwhile.
///
/// @param worker the name of the thread
/// @param task the name of the task, or of whatever else the thread polls
/// @param lasted for how long it has lasted at least
/// @param stack what the thread is doing, the innermost call first
/// @param awaiting the task's await chain as text, one future a line
public record LongPoll(
    String worker, String task, Duration lasted, List<StackTraceElement> stack, String awaiting) {

  /// Copies the stack.
  public LongPoll {
    stack = List.copyOf(stack);
  }
}
