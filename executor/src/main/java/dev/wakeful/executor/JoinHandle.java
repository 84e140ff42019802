package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.task.MayIgnore;
import org.jspecify.annotations.Nullable;

/// The owner's end of a task: a future of its outcome, and the way to abort it.
///
/// Polled, it gives what the task's future gave; it throws what the task's future threw, the same
/// object; and [TaskCancelled] when the task was aborted or its runtime closed. It may be polled on
/// any runtime or thread, by one owner at a time. *Cancel-safe: cancelling it detaches the task,
/// which goes on.*
///
/// A failure that nobody takes is not lost: when the handle was detached, is forgotten (found by
/// the garbage collector) or the runtime closes, the failure goes to the [FailureHandler].
///
/// [AwaitTrace.print(handle)][dev.wakeful.future.AwaitTrace#print] tells what a task waits for, all
/// the way down, from any thread and without disturbing it.
///
/// @param <T> the type of the task's value
@MayIgnore
public interface JoinHandle<T extends @Nullable Object> extends Future<T> {

  /// Ends the task early.
  ///
  /// A task that waits is cancelled without another poll; one that is being polled is cancelled
  /// when that poll returns Pending, and if it returns Ready the result wins. The future of the
  /// task is cancelled by its executor, never on the calling thread. A call on the blocking pool
  /// that has started is not stopped. Any thread may call it, also twice; await the handle to know
  /// the end.
  void abort();

  /// Whether the task has ended; then its future has been released.
  boolean isFinished();

  /// Gives up the outcome; the task goes on. A failure goes to the [FailureHandler] at once.
  default void detach() {
    cancel();
  }

  /// A number that no other task of this process has.
  long id();

  /// The name given at spawn, or one made of the [#id].
  String name();
}
