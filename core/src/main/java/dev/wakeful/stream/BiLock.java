package dev.wakeful.stream;

import dev.wakeful.task.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A lock between two owners, of whom the one that waits is woken.
///
/// Nobody blocks: who does not get it leaves a waker. One word holds everything:
///
/// | state | means |
/// |---|---|
/// | null | free |
/// | `HELD` | held, and nobody waits |
/// | a waker | held, and the other one waits |
///
/// To take it, put `HELD` in: what was there before tells whether it was free. If it was not, the
/// waker goes in, but only over `HELD`: when the holder has let go in between, try again. To let
/// go, put null in, and wake what was there. A waker that is taken out by its own owner is put back
/// or not needed, for with two owners it can be nobody else's. Each step is one atomic exchange.
///
/// After the `BiLock` of the `futures` crate.
public final class BiLock {
  private static final Object HELD = new Object();
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(BiLock.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // used through STATE
  private volatile @Nullable Object state;

  /// A lock that is free.
  public BiLock() {}

  /// Takes the lock, or else keeps the waker for when it is free.
  ///
  /// @param waker whom to wake; in place of the one before
  /// @return whether it is held now
  public boolean pollLock(Waker waker) {
    while (true) {
      if (STATE.getAndSet(this, HELD) == null) {
        return true;
      }
      if (STATE.compareAndSet(this, HELD, waker)) {
        return false;
      }
    }
  }

  /// Lets go, and wakes the other one if it waits.
  public void unlock() {
    Object before = STATE.getAndSet(this, null);
    if (before instanceof Waker waiting) {
      waiting.wake();
    } else if (before == null) {
      throw new IllegalStateException("a lock that nobody holds was unlocked");
    }
  }
}
