package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import dev.wakeful.task.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A future of the outcome of work that somebody else polls: see [Future#remoteHandle].
///
/// It gives what the work gave and throws what the work threw, an `Error` too; [Aborted] when the
/// driver was cancelled before the end. *Cancel-safe: cancelling it cancels the work, at the next
/// poll of the driver.*
///
/// The outcome waits in a cell, which is also the way of giving up:
///
/// | content | set by | replaced by |
/// |---|---|---|
/// | null | birth | anything |
/// | [Waker] | a poll of the handle | a newer waker, an end, `GIVEN_UP`, `FORGOTTEN` |
/// | [Outcome], `GONE` | the driver's end, once | `TAKEN`, `GIVEN_UP`, `FORGOTTEN` |
/// | `TAKEN` | the poll of the handle that found an end | nothing |
/// | `GIVEN_UP`, `FORGOTTEN` | the handle's owner | nothing |
///
/// The driver's end is an exchange, everything else a compare-and-set, so of the driver's end and
/// what the handle does each sees the other that came first. That the driver hears of `GIVEN_UP` is
/// the protocol of an [AtomicWaker][dev.wakeful.task.AtomicWaker]: it registers, then looks.
///
/// @param <T> the type of the value
public final class RemoteHandle<T extends @Nullable Object> extends RawFuture<T> {
  private static final Object GONE = "gone";
  private static final Object TAKEN = "taken";
  private static final Object GIVEN_UP = "given up";
  private static final Object FORGOTTEN = "forgotten";

  private static final VarHandle CELL;

  static {
    try {
      CELL = MethodHandles.lookup().findVarHandle(RemoteHandle.class, "cell", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final RemoteDriver<T> driver;
  private volatile @Nullable Object cell;

  RemoteHandle(RemoteDriver<T> driver) {
    this.driver = driver;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    if (!cx.proceed()) {
      return RawPoll.PENDING;
    }
    Object content = cell;
    while (content == null || content instanceof Waker) {
      Object witness = CELL.compareAndExchange(this, content, cx.waker());
      if (witness == content) {
        return RawPoll.PENDING;
      }
      content = witness;
    }
    if (isOver(content)) {
      throw Finished.polledAgain("remoteHandle");
    }
    cell = TAKEN; // the driver has ended, and nobody else writes
    cx.progress();
    if (content instanceof Outcome<?> outcome) {
      return outcome.get();
    }
    throw new Aborted("the driver of this remoteHandle was cancelled before it had finished");
  }

  private static boolean isOver(@Nullable Object content) {
    return content == TAKEN || content == GIVEN_UP || content == FORGOTTEN;
  }

  /// Whether the owner wants the work to stop; asked by the driver.
  boolean isGivenUp() {
    return cell == GIVEN_UP;
  }

  /// The driver's end.
  ///
  /// @return whether somebody may still want the outcome
  boolean settle(@Nullable Outcome<T> outcome) {
    Object before = CELL.getAndSet(this, outcome == null ? GONE : outcome);
    if (isOver(before)) {
      cell = before; // nobody else writes any more; let go of the outcome
      return false;
    }
    if (before instanceof Waker waiting) {
      waiting.wake();
    }
    return true;
  }

  /// Lets the work go on without this handle, which is over then.
  public void forget() {
    leave(FORGOTTEN);
  }

  @Override
  public void cancel() {
    if (leave(GIVEN_UP)) {
      driver.wake();
    }
  }

  private boolean leave(Object how) {
    Object content = cell;
    while (!isOver(content)) {
      Object witness = CELL.compareAndExchange(this, content, how);
      if (witness == content) {
        return true;
      }
      content = witness;
    }
    return false;
  }

  @Override
  public String toString() {
    return "remoteHandle";
  }
}
