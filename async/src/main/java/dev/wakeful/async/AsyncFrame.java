package dev.wakeful.async;

import dev.wakeful.future.Future;
import dev.wakeful.future.Traced;
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
/// | `START` 0 | has not begun | a poll; `cancel`, which runs nothing |
/// | `k` ≥ 1 | is suspended at its k-th await, on `awaiting` | a poll; `cancel` and `pollCancel`, which unwind it |
/// | `k` and [#ENDING] | is unwinding and waits for clean-up | `pollCancel`, `cancel` |
/// | [#OVER] −1 | is running, or will never run again | [#suspend] |
///
/// A poll sets `OVER` before anything else, so a body that throws needs no handler to be over. Its
/// await answers Pending by `return frame.suspend(k, future)`.
///
/// Cancelling needs no code in the body either: `awaiting` is replaced by a future that throws
/// [Cancelled], and the body is polled. *The exception table of the method is the list of what must
/// be cleaned up.* Since the state leaves k when the body runs, that happens once.
///
/// @param <T> the type of the body's value
public abstract class AsyncFrame<T extends @Nullable Object> implements Future<T>, Traced {
  /// The state of a body that has not begun.
  public static final int START = 0;

  /// The state of a body that is running or will never run again.
  public static final int OVER = -1;

  /// Added to the state of a body that is suspended while it unwinds.
  static final int ENDING = 1 << 30;

  /// How often a body may catch its cancellation and wait again before it is given up.
  static final int PATIENCE = 64;

  /// Where the body stands; for the woven body itself.
  public int state;

  /// What the body waits for while `state` is at least 1; for the woven body itself.
  public @Nullable Future<?> awaiting;

  /// A frame that has not begun.
  protected AsyncFrame() {}

  /// One poll of the body.
  @Override
  public abstract @Nullable Object pollRaw(Context cx) throws Exception;

  /// Where each state stands in the source, for [#where].
  protected abstract Site site();

  /// What the runtime provides to clean-up, as of the last poll. A frame whose body can run code
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

  /// Called by the woven body when what it waits for is pending still.
  ///
  /// @param at the number of the await
  /// @return what the body must return
  public final Object suspendAgain(int at) {
    state = at;
    return RawPoll.PENDING;
  }

  /// Called by the woven body when what it waited for has failed, so that it can throw the failure
  /// where it awaits: there it awaits a future that throws.
  ///
  /// @param failure what was thrown
  public final void awaitFailed(Throwable failure) {
    awaiting = new Rethrow(failure);
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
      Future<?> child = awaiting;
      awaiting = Unwind.INSTANCE;
      state &= ~ENDING;
      if (child != null) {
        cancelChild(child);
      }
      if (i == PATIENCE) {
        state = OVER;
        report(
            new IllegalStateException(
                "the async body `"
                    + site()
                    + "` caught its cancellation "
                    + PATIENCE
                    + " times and awaited again; it was given up, and clean-up of it may be missing."
                    + " Let Cancelled pass"));
        return;
      }
      unwind(cx);
    }
  }

  @Override
  public final Poll<Void> pollCancel(Context cx) {
    if (isOverOrNeverBegun()) {
      return Poll.done();
    }
    Future<?> child = awaiting;
    if ((state & ENDING) == 0 && child != null) {
      awaiting = new UnwindAfter(child);
    }
    state &= ~ENDING;
    unwind(cx);
    if (state > START) {
      state |= ENDING;
      return Poll.pending();
    }
    return Poll.done();
  }

  private boolean isOverOrNeverBegun() {
    if (state == START) {
      state = OVER;
    }
    return state == OVER;
  }

  /// A poll of a body whose end is all that is wanted of it.
  private void unwind(Context cx) {
    try {
      pollRaw(cx);
    } catch (Cancelled end) {
      for (Throwable suppressed : end.getSuppressed()) {
        if (!(suppressed instanceof Cancelled)) {
          report(suppressed);
        }
      }
    } catch (Throwable failure) {
      report(failure);
    }
  }

  private void cancelChild(Future<?> child) {
    try {
      child.cancel();
    } catch (Throwable failure) {
      report(failure);
    }
  }

  private void report(Throwable failure) {
    Unhandled.report(slots(), "the clean-up of the async body `" + site() + "`", failure);
  }

  @Override
  public @Nullable StackTraceElement where() {
    int at = state & ~ENDING;
    return at < START || state < START ? null : site().element(at);
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

  /// What a body awaits when what it awaited has failed.
  private record Rethrow(Throwable failure) implements Future<Object> {
    @Override
    public Poll<Object> poll(Context cx) throws Exception {
      AsyncFrame.<RuntimeException>throwAsIs(failure);
      return Poll.pending(); // never
    }
  }

  /// Throws anything; the compiler believes it to be an `E`.
  @SuppressWarnings("unchecked") // the cast is erased: it is thrown as what it is
  static <E extends Throwable> void throwAsIs(Throwable failure) throws E {
    throw (E) failure;
  }

  /// What a body awaits while it is being cancelled.
  private static final class Unwind implements Future<Object> {
    static final Unwind INSTANCE = new Unwind();

    @Override
    public Poll<Object> poll(Context cx) {
      throw new Cancelled("the async body that awaits here was cancelled");
    }
  }

  /// What a body awaits while the future it awaited is being cancelled.
  private final class UnwindAfter implements Future<Object>, Traced {
    private final Future<?> child;

    UnwindAfter(Future<?> child) {
      this.child = child;
    }

    @Override
    public Poll<Object> poll(Context cx) {
      return isEnding(cx) ? Poll.pending() : Unwind.INSTANCE.poll(cx);
    }

    private boolean isEnding(Context cx) {
      try {
        return child.pollCancel(cx).isPending();
      } catch (Throwable failure) {
        report(failure);
        return false;
      }
    }

    @Override
    public void cancel() {
      child.cancel();
    }

    @Override
    public @Nullable StackTraceElement where() {
      return null;
    }

    @Override
    public List<Future<?>> awaited() {
      return List.of(child);
    }
  }
}
