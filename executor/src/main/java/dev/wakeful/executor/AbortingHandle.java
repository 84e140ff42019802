package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Unhandled;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The handle of a task that must not outlive the one who waits for it: [#close] and [#cancel]
/// abort the task. For try-with-resources.
///
/// Polled, it is what the [JoinHandle] is. One owner uses it. *Cancel-safe: no, cancelling it
/// aborts the task.* `pollCancel` aborts the task and waits until it has ended; a failure of its
/// clean-up goes to the [FailureHandler].
///
/// After `AbortOnDropHandle` of `tokio-util`.
///
/// @param <T> the type of the task's value
public final class AbortingHandle<T extends @Nullable Object>
    implements Future<T>, Traced, AutoCloseable {
  private final JoinHandle<T> handle;

  /// Whether the outcome was taken or given up, or the handle was given back.
  private boolean over;

  AbortingHandle(JoinHandle<T> handle) {
    this.handle = Objects.requireNonNull(handle);
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    if (over) {
      throw new IllegalStateException(
          "the aborting handle of task "
              + name()
              + " was polled after it had given the outcome, was closed or was detached");
    }
    boolean pending = false;
    try {
      Poll<T> answer = handle.poll(cx);
      pending = answer.isPending();
      return answer;
    } finally {
      over = !pending;
    }
  }

  /// Aborts the task and waits for nothing; without effect when the outcome was taken or the handle
  /// detached.
  @Override
  public void close() {
    cancel();
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      handle.abort();
      handle.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    if (over) {
      return Poll.done();
    }
    handle.abort();
    try {
      if (handle.poll(cx).isPending()) {
        return Poll.pending();
      }
    } catch (TaskCancelled expected) {
      // what was asked for
    } catch (Throwable failure) {
      Unhandled.report(cx.slots(), "task " + name(), failure);
    }
    over = true;
    return Poll.done();
  }

  /// Gives the plain handle back; from here on this one does nothing.
  ///
  /// *Cancel-safe: cancelling the handle detaches the task, which goes on.*
  ///
  /// @return the handle, as [JoinHandle#abortOnClose] was called on
  /// @throws IllegalStateException when the outcome was taken, or this was closed or detached
  ///   before
  public JoinHandle<T> detach() {
    if (over) {
      throw new IllegalStateException(
          "the aborting handle of task "
              + name()
              + " has no handle to give back: it has given the outcome, was closed or was detached");
    }
    over = true;
    return handle;
  }

  /// As [JoinHandle#abort]; the outcome can still be awaited.
  public void abort() {
    if (!over) {
      handle.abort();
    }
  }

  /// As [JoinHandle#abortHandle].
  public TaskAbortHandle abortHandle() {
    return handle.abortHandle();
  }

  /// As [JoinHandle#isFinished].
  public boolean isFinished() {
    return handle.isFinished();
  }

  /// As [JoinHandle#id].
  public long id() {
    return handle.id();
  }

  /// As [JoinHandle#name].
  public String name() {
    return handle.name();
  }

  @Override
  public List<Future<?>> awaited() {
    return over ? List.of() : List.of(handle);
  }

  @Override
  public String toString() {
    return "aborting handle of " + handle;
  }
}
