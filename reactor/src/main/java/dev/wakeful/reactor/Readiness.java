package dev.wakeful.reactor;

import dev.wakeful.task.AtomicWaker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Whether one direction of a socket is ready, and who waits for it.
///
/// | bits of `state` | meaning | set by | cleared by |
/// |---|---|---|---|
/// | 0 | ready | [#raise] | [#clear] |
/// | 1..63 | tick: how many events came | [#raise], which counts it up | nobody |
///
/// A ready state is a *snapshot*: the whole word, never 0. Who finds that the socket would block
/// clears with the snapshot that was read before the attempt; if an event came in between, the tick
/// has moved on and the newer readiness stays. The tick does not wrap in any lifetime. Each
/// direction has a word of its own, so that events of one never keep the other from being cleared.
///
/// Every change is a compare-and-set on a volatile word, so raise-then-take here and
/// register-then-look in [Registration] cannot miss each other.
final class Readiness {
  private static final long READY = 1;
  private static final long ONE_TICK = 2;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Readiness.class, "state", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AtomicWaker waker = new AtomicWaker();
  private volatile long state;

  /// @param ready whether to begin ready, for an attempt that will probably succeed
  Readiness(boolean ready) {
    state = ready ? READY : 0;
  }

  /// The waiting task's cell.
  AtomicWaker waker() {
    return waker;
  }

  /// The ready state, or [Registration#PENDING].
  long snapshot() {
    long now = state;
    return (now & READY) != 0 ? now : Registration.PENDING;
  }

  boolean isReady() {
    return (state & READY) != 0;
  }

  /// Takes in an event.
  ///
  /// @return whether it was ready before, which is to say that nobody has used the event before
  boolean raise() {
    while (true) {
      long now = state;
      if (STATE.compareAndSet(this, now, (now + ONE_TICK) | READY)) {
        return (now & READY) != 0;
      }
    }
  }

  /// Not ready any more, unless an event came after the snapshot was taken.
  void clear(long snapshot) {
    STATE.compareAndSet(this, snapshot, snapshot & ~READY);
  }
}
