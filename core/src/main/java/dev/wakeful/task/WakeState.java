package dev.wakeful.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Whether a member of a [WakeSet] waits to be polled. The protocol is at the head of [WakeQueue].
abstract class WakeState {
  /// Not polled yet: in no set or in the queue, and nobody has its waker.
  private static final int NEW = 0;

  /// In the queue, or on the way into it.
  private static final int QUEUED = 1;

  /// To be brought to the queue by whoever wakes it, or in front of it already.
  private static final int IDLE = 2;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(WakeState.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int state;

  /// Whether it was idle, so that the caller must queue it.
  final boolean becomeQueued() {
    return (int) STATE.getAndSet(this, QUEUED) == IDLE;
  }

  /// From here on it can be woken again.
  final void becomeIdle() {
    if ((int) STATE.get(this) == NEW) {
      STATE.set(this, IDLE); // plain: the poll that follows hands the waker out, and this with it
    } else {
      STATE.getAndSet(this, IDLE);
    }
  }

  final boolean isIdle() {
    return state == IDLE;
  }

  final boolean isQueued() {
    return state != IDLE;
  }
}
