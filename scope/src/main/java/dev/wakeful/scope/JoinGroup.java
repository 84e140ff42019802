package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.future.Future;
import dev.wakeful.future.Outcome;
import dev.wakeful.future.Traced;
import dev.wakeful.stream.Next;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Unhandled;
import dev.wakeful.task.Waker;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tasks that one owner joins: what [JoinSet], [JoinMap] and [JoinQueue] have in common.
///
/// A group is a stream of tasks that have ended. It ends when it is empty, and a task that is added
/// opens it again. A failure is an outcome and is not thrown. A wake-up costs the same however many
/// tasks there are, and a poll keeps to the cooperation budget; so it may be Pending although a
/// task has ended, and wakes itself then.
///
/// Like every stream a group has one owner, who adds, polls and aborts. The tasks may run anywhere.
///
/// **The end of a group.** [#close] aborts what is left and waits for nothing. One that is
/// forgotten instead aborts nobody, for a garbage collector comes late or never: use
/// try-with-resources. `pollCancel`, and so `cancelWithin`, aborts and waits.
///
/// @param <E> what is known of a task that has ended
public abstract sealed class JoinGroup<E> implements Stream<E>, Traced, AutoCloseable
    permits JoinSet, JoinMap, JoinQueue {
  private boolean closed;

  /// Who is to be woken for this group: whoever polled it last and has not been answered.
  private Waker joiner = Waker.noop();

  JoinGroup() {}

  /// Polls the futures of the tasks, as [#pollNextRaw].
  abstract @Nullable Object pollMembers(Context cx) throws Exception;

  /// Lets go of all tasks that were not given.
  abstract void forgetMembers();

  /// The task in an item.
  abstract Joined<?> taskOf(E item);

  /// How many tasks have not been given, be they over or not.
  public abstract int size();

  /// Whether all tasks have been given.
  public final boolean isEmpty() {
    return size() == 0;
  }

  /// Refuses to add to a group that was closed.
  final void mustBeOpen() {
    if (closed) {
      throw new IllegalStateException(
          "a task was given to a "
              + getClass().getSimpleName()
              + " that was closed; make a new one");
    }
  }

  /// A new member for a task.
  static <T extends @Nullable Object> Ending<T> ending(JoinHandle<T> task) {
    return new Ending<>(task);
  }

  /// A future of the next task that has ended; of nothing when the group is empty.
  ///
  /// *Cancel-safe: yes: it borrows the group, and a task that was not given stays there.*
  public final Future<Optional<E>> joinNext() {
    return next();
  }

  /// The next task that has ended, if there is one now; does not wait. Who waits for this group is
  /// still woken after it.
  public final Optional<E> tryJoinNext() {
    Object raw = pollTasks(Context.of(joiner));
    return RawNext.isItem(raw) ? Optional.of(item(raw)) : Optional.empty();
  }

  /// [#pollMembers], which gives how a task failed and does not fail itself.
  private @Nullable Object pollTasks(Context cx) {
    try {
      return pollMembers(cx);
    } catch (Exception e) {
      throw new IllegalStateException("the end of a task is a value", e);
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // what pollMembers() gives is an E
  private E item(@Nullable Object raw) {
    return (E) raw;
  }

  @Override
  public final @Nullable Object pollNextRaw(Context cx) throws Exception {
    Object raw = pollMembers(cx);
    joiner = raw == RawNext.PENDING ? cx.waker() : Waker.noop();
    return raw;
  }

  @Override
  public final Next<E> pollNext(Context cx) throws Exception {
    return RawNext.box(pollNextRaw(cx));
  }

  /// Aborts all tasks. They stay in the group, and are joined as they end: most of them cancelled,
  /// those that could finish before with their value.
  public final void abortAll() {
    for (Future<?> member : awaited()) {
      if (member instanceof Ending<?> ending) {
        ending.abort();
      }
    }
  }

  /// Takes all tasks out, those that have ended too; they go on, and the group can be used on.
  /// Failures go to the [dev.wakeful.executor.FailureHandler].
  public final void detachAll() {
    forgetMembers();
  }

  /// A future that aborts all tasks and is ready when all have ended. Then the group is empty, and
  /// can be used on.
  ///
  /// Values are thrown away; a failure other than having been aborted goes to the handler of the
  /// runtime that polls. *Cancel-safe: yes: the tasks that are left stay in the group, aborted once
  /// this was polled.*
  public final Future<Void> shutdown() {
    return new Shutdown(this);
  }

  /// Polls until the group is empty, and passes on failures.
  final Poll<Void> pollEmpty(Context cx) {
    while (true) {
      Object raw = pollTasks(cx);
      if (raw == RawNext.PENDING) {
        return Poll.pending();
      }
      if (raw == RawNext.END) {
        return Poll.done();
      }
      Joined<?> task = taskOf(item(raw));
      if (!task.isCancelled() && task.outcome() instanceof Outcome.Failure<?>(Throwable cause)) {
        Unhandled.report(cx.slots(), "task " + task.name(), cause);
      }
    }
  }

  /// Aborts all tasks, waits for none, and takes no more of them. Failures of their clean-up go to
  /// the [dev.wakeful.executor.FailureHandler]. [#shutdown] first to wait.
  @Override
  public final void close() {
    cancel();
  }

  @Override
  public final void cancel() {
    closed = true;
    abortAll();
    forgetMembers();
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    if (!closed) {
      closed = true;
      abortAll();
    }
    return pollEmpty(cx);
  }

  @Override
  public abstract List<Future<?>> awaited();

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + size() + "]";
  }
}
