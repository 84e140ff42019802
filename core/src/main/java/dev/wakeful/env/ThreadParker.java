package dev.wakeful.env;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/// Parker of the real world, on `LockSupport`.
///
/// | state | set by | left by |
/// |---|---|---|
/// | `EMPTY` | the sleeper taking the permit or giving up | a permit, or the sleeper going to sleep |
/// | the thread | the sleeper, just before it parks | a permit, or the sleeper giving up |
/// | `PERMIT` | `unpark` | the sleeper taking it |
///
/// Every change is a compare-and-set or an exchange, so the permit carries what its giver did
/// before.
final class ThreadParker implements Parker {
  private static final Object EMPTY = "empty";
  private static final Object PERMIT = "permit";
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(ThreadParker.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile Object state = EMPTY;

  @Override
  public void park() {
    if (!fallAsleep()) {
      return;
    }
    // With an interrupt pending, park returns at once: put the interrupt aside while asleep.
    boolean interrupted = false;
    while (state != PERMIT) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    STATE.setVolatile(this, EMPTY);
    restore(interrupted);
  }

  @Override
  public boolean park(long nanos) {
    if (nanos <= 0) {
      return STATE.compareAndSet(this, PERMIT, EMPTY);
    }
    if (!fallAsleep()) {
      return true;
    }
    long deadline = System.nanoTime() + nanos;
    boolean interrupted = false;
    for (long left = nanos; left > 0 && state != PERMIT; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      interrupted |= Thread.interrupted();
    }
    restore(interrupted);
    return STATE.getAndSet(this, EMPTY) == PERMIT;
  }

  @Override
  public void unpark() {
    Object before = STATE.getAndSet(this, PERMIT);
    if (before instanceof Thread sleeper) {
      LockSupport.unpark(sleeper);
    }
  }

  /// Says who sleeps here; false when the permit was there and has been taken.
  private boolean fallAsleep() {
    Object before = STATE.compareAndExchange(this, EMPTY, Thread.currentThread());
    if (before == EMPTY) {
      return true;
    }
    if (before != PERMIT) {
      throw new IllegalStateException("two threads on one parker: " + before + " sleeps here");
    }
    STATE.setVolatile(this, EMPTY);
    return false;
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
