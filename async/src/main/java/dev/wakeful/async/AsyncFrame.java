package dev.wakeful.async;

import dev.wakeful.future.Future;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Unhandled;
import dev.wakeful.task.Waker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call of an async body: the future whose fields are the variables that live across an
/// `await`. For generated code only; people see a [Future].
///
/// The weaver makes a subclass for each body, with fields for captured and live variables, and a
/// [#pollRaw] that jumps to where `state` says. What it relies on:
///
/// | `state` | the body | leaves it by |
/// |---|---|---|
/// | [#START] 0 | has not begun | a poll; `cancel`, which runs nothing |
/// | `k` ≥ 1 | is suspended at its k-th await, on `awaiting` | a poll; `cancel` and `pollCancel`, which unwind it |
/// | `k` and [#LEAVING] | will unwind when `awaiting` has cleaned up | `pollCancel`, `cancel` |
/// | `k` and [#ENDING] | is unwinding and waits for clean-up of its own | `pollCancel`, `cancel` |
/// | [#OVER] −1 | is running, or will never run again | [#suspend] |
/// | −1 − `k` | must unwind from its k-th await | the poll that follows at once |
///
/// A poll sets `OVER` before anything else, so a body that throws needs no handler to be over. Its
/// await answers Pending by `return frame.suspend(k, future)`.
///
/// A body that is polled in state −1 − `k` throws [Cancelled] where its k-th await stands: *the
/// exception table of the method is the list of what must be cleaned up.* Since the state leaves k
/// when the body runs, that happens once. Where no handler would see it nothing is thrown, and the
/// body returns. `awaiting` is what was awaited, also while the body unwinds: a variable that is
/// the same object has no other field.
///
/// @param <T> the type of the body's value
public abstract class AsyncFrame<T extends @Nullable Object> implements Future<T>, Traced {
  /// The state of a body that has not begun.
  public static final int START = 0;

  /// The state of a body that is running or will never run again.
  public static final int OVER = -1;

  /// Added to the state of a body that is suspended while it unwinds.
  static final int ENDING = 1 << 30;

  /// Added to the state of a body that unwinds as soon as what it awaits has ended.
  static final int LEAVING = 1 << 29;

  private static final int FLAGS = ENDING | LEAVING;

  /// How often a body may catch its cancellation and wait again before it is given up.
  static final int PATIENCE = 64;

  /// What is thrown through clean-up that nobody else sees: bodies of all threads share it.
  @SuppressWarnings("StaticAssignmentOfThrowable") // it says nothing about where, nobody can add
  private static final Cancelled UNSEEN = cancellation();

  /// Where the body stands; for the woven body itself.
  public int state;

  /// What the body waits for while `state` is at least 1; for the woven body itself, which may have
  /// put it there earlier.
  public @Nullable Future<?> awaiting;

  /// A frame that has not begun.
  protected AsyncFrame() {}

  /// One poll of the body.
  @Override
  public abstract @Nullable Object pollRaw(Context cx) throws Exception;

  /// Where each state stands in the source, for [#where].
  protected abstract Site site();

  /// What the runtime provides to clean-up, as of a poll. A frame whose body may call something
  /// while it unwinds keeps it; any other has none.
  protected Slots slots() {
    return Slots.none();
  }

  @Override
  public final Poll<T> poll(Context cx) throws Exception {
    return RawPoll.box(pollRaw(cx));
  }

  /// Called by the woven body to suspend itself.
  ///
  /// @param at the number of the await
  /// @param future what it waits for
  /// @return what the body must return
  public final Object suspend(int at, Future<?> future) {
    state = at;
    awaiting = future;
    return RawPoll.PENDING;
  }

  /// Called by the woven body to suspend itself when what it waits for is in its field already.
  ///
  /// @param at the number of the await
  /// @return what the body must return
  public final Object suspendAgain(int at) {
    state = at;
    return RawPoll.PENDING;
  }

  /// Called by the woven body that must unwind: what it throws where it awaits.
  public final Throwable cancelled() {
    return cancellation();
  }

  /// The same where each handler that can catch it does nothing with it but throw it on.
  public final Throwable cancelledUnseen() {
    return UNSEEN;
  }

  private static Cancelled cancellation() {
    return new Cancelled("the async body that awaits here was cancelled");
  }

  /// Called by the woven body when it was polled in no state in which that is allowed.
  public final IllegalStateException notPollable() {
    return new IllegalStateException(
        "the async body `" + site() + "` was polled after it had finished or was cancelled");
  }

  @Override
  public final void cancel() {
    if (isOverOrNeverBegun()) {
      return;
    }
    Context cx = Context.of(Waker.noop(), slots());
    for (int i = 0; state > START; i++) {
      int at = state & ~FLAGS;
      Future<?> child = awaiting;
      state = OVER;
      if (child != null) {
        cancelChild(child, cx);
      }
      if (i == PATIENCE) {
        report(
            new IllegalStateException(
                "the async body `"
                    + site()
                    + "` caught its cancellation "
                    + PATIENCE
                    + " times and awaited again; it was given up, and clean-up of it may be missing."
                    + " Let Cancelled pass"),
            cx);
        break;
      }
      unwind(OVER - at, cx);
    }
    awaiting = null;
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    if (isOverOrNeverBegun()) {
      return Poll.done();
    }
    int at = state & ~FLAGS;
    Future<?> child = awaiting;
    boolean cleansUp = (state & ENDING) != 0;
    state = OVER;
    if (!cleansUp && child != null && isEnding(child, cx)) {
      state = at | LEAVING;
      return Poll.pending();
    }
    unwind(cleansUp ? at : OVER - at, cx);
    if (state > START) {
      state |= ENDING;
      return Poll.pending();
    }
    awaiting = null;
    return Poll.done();
  }

  private boolean isOverOrNeverBegun() {
    if (state == START) {
      state = OVER;
    }
    return state == OVER;
  }

  /// A poll of a body whose end is all that is wanted of it.
  ///
  /// @param from the state in which it is polled
  private void unwind(int from, Context cx) {
    state = from;
    try {
      pollRaw(cx);
    } catch (Cancelled end) {
      if (end != UNSEEN) {
        reportSuppressed(end, cx);
      }
    } catch (Throwable failure) {
      report(failure, cx);
    }
  }

  private void reportSuppressed(Cancelled end, Context cx) {
    for (Throwable suppressed : end.getSuppressed()) {
      if (!(suppressed instanceof Cancelled)) {
        report(suppressed, cx);
      }
    }
  }

  private void cancelChild(Future<?> child, Context cx) {
    try {
      child.cancel();
    } catch (Throwable failure) {
      report(failure, cx);
    }
  }

  private boolean isEnding(Future<?> child, Context cx) {
    try {
      return child.pollCancel(cx).isPending();
    } catch (Throwable failure) {
      report(failure, cx);
      return false;
    }
  }

  /// Tells the runtime that polled or, when the frame did not keep it, the one that cancels.
  private void report(Throwable failure, Context cx) {
    Slots slots = cx.slots().find(Unhandled.SLOT) == null ? Ambient.slots() : cx.slots();
    Unhandled.report(slots, "the clean-up of the async body `" + site() + "`", failure);
  }

  @Override
  public @Nullable StackTraceElement where() {
    int at = state & ~FLAGS;
    return state < START ? null : site().element(at);
  }

  @Override
  public final List<Future<?>> awaited() {
    Future<?> child = awaiting;
    return state > START && child != null ? List.of(child) : List.of();
  }

  @Override
  public final String toString() {
    StackTraceElement at = where();
    return "async " + (at == null ? site() + " (running or over)" : at.toString());
  }

  /// Where the states of a body stand in the source.
  ///
  /// @param owner the name of the class the body is written in
  /// @param method the name of the method that holds its code
  /// @param file the source file, or an empty string
  /// @param lines the line of the body's beginning, then that of each await; 0 for unknown; as
  ///   characters, which is the smallest constant there is
  public record Site(String owner, String method, String file, String lines) {

    /// The stack trace element of a state.
    StackTraceElement element(int at) {
      int line = at < lines.length() ? lines.charAt(at) : 0;
      return new StackTraceElement(
          owner, method, file.isEmpty() ? null : file, line == 0 ? -1 : line);
    }

    @Override
    public String toString() {
      return element(START).toString();
    }
  }
}
