package dev.wakeful.executor;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.MayIgnore;
import dev.wakeful.task.Poll;
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

  /// Another way to abort the task, for those who do not wait for it.
  default TaskAbortHandle abortHandle() {
    return new TaskAbortHandle(this);
  }

  /// This handle as one that aborts the task when it is closed or cancelled; it takes this one's
  /// place, which is not to be used any more.
  ///
  /// *Cancel-safe: no, cancelling it aborts the task.*
  default AbortingHandle<T> abortOnClose() {
    return new AbortingHandle<>(this);
  }

  /// Waits for the outcome on a thread that polls no tasks.
  ///
  /// The thread sleeps; interrupts do not end that, they stay pending. Somebody else must poll the
  /// task: with an executor of one thread, whoever is in its `blockOn`.
  ///
  /// @return the value
  /// @throws Exception the failure of the task, the same object; or [TaskCancelled]
  /// @throws IllegalStateException when called on a thread that polls tasks: await the handle there
  default T join() throws Exception {
    Current.mayWait("join");
    Parker parker = Env.system().newParker();
    Context cx = Context.of(parker::unpark);
    while (true) {
      if (poll(cx) instanceof Poll.Ready<T>(T value)) {
        return value;
      }
      parker.park();
    }
  }

  /// Gives up the outcome; the task goes on. A failure goes to the [FailureHandler] at once.
  default void detach() {
    cancel();
  }

  /// A number that no other task of this process has.
  long id();

  /// The name given at spawn, or one made of the [#id].
  String name();
}
