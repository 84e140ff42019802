package dev.wakeful.executor;

import dev.wakeful.executor.UnjoinedFailures.Watch;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The cell in which a task's outcome waits for the one who joins it.
///
/// | content | set by | replaced by |
/// |---|---|---|
/// | null | birth | a waker, an outcome, or `GIVEN_UP` |
/// | [Waker] | the joiner's poll | a newer waker, an outcome, or `GIVEN_UP` |
/// | [Poll.Ready], [Watch], `CANCELLED` | the task's end, once | `TAKEN` or `GIVEN_UP` |
/// | `TAKEN` | the joiner's poll that found an outcome | nothing |
/// | `GIVEN_UP` | the joiner, who wants no outcome | `DROPPED` |
/// | `DROPPED` | the task's end that found `GIVEN_UP`; the joiner that gave an outcome up | nothing |
///
/// The task's end is an exchange and so is giving up, so exactly one of the two sees the other; a
/// joiner registers by compare-and-set, so either the task's end finds its waker or it finds the
/// outcome.
///
/// @param <T> the type of the task's value
abstract class JoinCell<T extends @Nullable Object> extends TaskState implements JoinHandle<T> {
  private static final Object CANCELLED = "cancelled";
  private static final Object TAKEN = "taken";
  private static final Object GIVEN_UP = "given up";
  private static final Object DROPPED = "let go of";

  private static final VarHandle CELL;
  private static final VarHandle ID;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CELL = lookup.findVarHandle(JoinCell.class, "cell", Object.class);
      ID = lookup.findVarHandle(JoinCell.class, "id", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Object cell;

  /// Zero until somebody asks: most tasks are never asked.
  private volatile long id;

  private final @Nullable String name;

  JoinCell(@Nullable String name) {
    this.name = name;
  }

  /// Where failures go that nobody takes.
  abstract UnjoinedFailures failures();

  /// The task has ended well.
  final void complete(Poll.Ready<T> value) {
    settle(value);
  }

  /// The task has failed.
  final void fail(Throwable failure) {
    TaskFailure told = TaskFailure.of(name(), id(), failure);
    if (cell == GIVEN_UP) {
      cell = DROPPED; // nobody else writes any more
      failures().tell(told);
      return;
    }
    Watch watch = failures().watch(this, told);
    if (settle(watch) == GIVEN_UP) {
      watch.report();
    }
  }

  /// The task has been cancelled.
  final void completeCancelled() {
    settle(CANCELLED);
  }

  /// Puts the outcome in, by an atomic step that [NextSlot] needs, too, and wakes the joiner.
  private @Nullable Object settle(Object outcome) {
    Object before = CELL.getAndSet(this, outcome);
    if (before == GIVEN_UP) {
      cell = DROPPED; // nobody else writes any more; let go of the value
    } else if (before instanceof Waker joiner) {
      wake(joiner);
    }
    return before;
  }

  /// A waker that throws breaks its contract; it must not break the thread that polls.
  private void wake(Waker joiner) {
    try {
      joiner.wake();
    } catch (Throwable broken) {
      failures().tellUnhandled("the waker of the one who joins task " + name(), broken);
    }
  }

  @Override
  public final Poll<T> poll(Context cx) throws Exception {
    if (!cx.proceed()) {
      return Poll.pending();
    }
    Object content = cell;
    while (content == null || content instanceof Waker) {
      Waker joiner = cx.waker();
      if (content instanceof Waker registered && registered.willWake(joiner)) {
        return Poll.pending(); // seen in the cell: the task's end will find it there
      }
      Object witness = CELL.compareAndExchange(this, content, joiner);
      if (witness == content) {
        return Poll.pending();
      }
      content = witness;
    }
    if (isGone(content)) {
      throw new IllegalStateException(
          "the handle of task " + name() + " was polled after it had " + content + " the outcome");
    }
    CELL.setRelease(this, TAKEN); // nobody else writes any more; pairs with isFinished()
    cx.progress();
    return open(content);
  }

  @SuppressWarnings("unchecked") // only complete() puts a Ready here, and its value is a T
  private Poll<T> open(Object outcome) throws Exception {
    if (outcome instanceof Poll.Ready<?> ready) {
      return (Poll.Ready<T>) ready;
    }
    if (outcome instanceof Watch watch) {
      watch.taken();
      throw rethrown(watch.failure());
    }
    throw new TaskCancelled(name());
  }

  private static Exception rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof Exception exception
        ? exception
        : new IllegalStateException("neither exception nor error: " + failure, failure);
  }

  @Override
  public final void cancel() {
    Object content = cell;
    while (!isGone(content)) {
      boolean ended = content != null && !(content instanceof Waker);
      Object witness = CELL.compareAndExchange(this, content, ended ? DROPPED : GIVEN_UP);
      if (witness == content) {
        if (content instanceof Watch watch) {
          watch.report();
        }
        return;
      }
      content = witness;
    }
  }

  /// Whether the joiner has no outcome to expect.
  private static boolean isGone(@Nullable Object content) {
    return content == TAKEN || content == GIVEN_UP || content == DROPPED;
  }

  @Override
  public final boolean isFinished() {
    Object content = cell;
    return content != null && !(content instanceof Waker) && content != GIVEN_UP;
  }

  @Override
  public final long id() {
    long known = id;
    if (known != 0) {
      return known;
    }
    long fresh = TaskIds.next();
    return ID.compareAndSet(this, 0L, fresh) ? fresh : id;
  }

  @Override
  public final String name() {
    return name != null ? name : "#" + id();
  }

  @Override
  public final String toString() {
    return "task " + name() + (isFinished() ? " (finished)" : "");
  }
}
