package dev.wakeful.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A cell for the waker of one waiting task, filled by the task and emptied by whoever wakes it.
///
/// The waiting side: register, *then* look whether the thing has happened. The waking side: make it
/// happen, *then* wake.
///
/// {@snippet class="snippets.AtomicWakerSnippets" region="protocol"}
///
/// Then either the waker is woken or the waiting side sees that it happened, never neither. Both
/// sides store and then load, so both need the full fence that a volatile access gives; `stress`
/// holds the jcstress test and its weakened twin that loses the wake-up.
///
/// One task waits at a time, and the latest registration counts. Any number of threads may wake.
/// After futures-rs' `AtomicWaker`, which needs three states where a garbage collector needs one
/// reference.
public final class AtomicWaker {
  private static final VarHandle WAKER;

  static {
    try {
      WAKER = MethodHandles.lookup().findVarHandle(AtomicWaker.class, "waker", Waker.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// The waiting task's waker; null when nobody waits or when it has been taken.
  private volatile @Nullable Waker waker;

  /// An empty cell.
  public AtomicWaker() {}

  /// Keeps this waker in place of the one before. Look again at what you wait for after this
  /// returns.
  ///
  /// @param next whom to wake
  public void register(Waker next) {
    // A volatile load suffices to skip: when it still sees `next`, a wake() ordered after it takes
    // and wakes `next`, and a wake() ordered before it would have left null.
    Waker current = waker;
    if (current != next && (current == null || !current.willWake(next))) {
      waker = next; // volatile: pairs with the getAndSet in take()
    }
  }

  /// Takes the waker out and wakes it; nothing when there is none.
  public void wake() {
    Waker taken = take();
    if (taken != null) {
      taken.wake();
    }
  }

  /// Takes the waker out without waking it: for callers who hold a lock and wake after it.
  public @Nullable Waker take() {
    // A full fence even when the cell is empty: the caller's store must come before this load.
    return (Waker) WAKER.getAndSet(this, null);
  }
}
