package dev.wakeful.sync;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// What the two ends of a [Oneshot] share: one word that leaves its first state once, and a waker
/// on either side.
///
/// | from | by | to | then wakes |
/// |---|---|---|---|
/// | null | `put` | the value | the receiver, and who waits for the close |
/// | null | `closeSender` | `UNSENT` | the same two |
/// | null | `closeReceiver` | `REFUSED` | who waits for the close |
/// | null, the value | `abandon` | `REFUSED` | who waits for the close |
/// | the value | `take` | `TAKEN` | |
///
/// Leaving null is a compare-and-set, so a value is either in the cell or still its sender's, never
/// both. Both sides store, then wake, and register, then look; [AtomicWaker] has the proof of that.
/// The receiver's end is used by one thread at a time, so nobody competes for the value.
final class OneshotCell<T extends @Nullable Object> {
  private static final Object NULL = new Object();
  private static final Object UNSENT = new Object();
  private static final Object REFUSED = new Object();
  private static final Object TAKEN = new Object();
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(OneshotCell.class, "state", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile @Nullable Object state;
  private final AtomicWaker receiver = new AtomicWaker();
  private final AtomicWaker watcher = new AtomicWaker();

  /// Puts the value in, unless the receiver does not want it.
  boolean put(T value) {
    return leaveFirst(value == null ? NULL : value);
  }

  /// Nothing will be put in.
  void closeSender() {
    leaveFirst(UNSENT);
  }

  private boolean leaveFirst(Object next) {
    if (!STATE.compareAndSet(this, null, next)) {
      return false;
    }
    watcher.wake();
    receiver.wake();
    return true;
  }

  /// Nothing may be put in; what is in stays.
  void closeReceiver() {
    if (STATE.compareAndSet(this, null, REFUSED)) {
      watcher.wake();
    }
  }

  /// Nobody will take what is or might be in.
  void abandon() {
    receiver.take();
    if (STATE.getAndSet(this, REFUSED) == null) {
      watcher.wake();
    }
  }

  /// Whether it has left its first state.
  boolean isDecided() {
    return state != null;
  }

  /// The value, Pending, or the failure.
  @Nullable Object poll(Context cx) throws Closed {
    if (!cx.proceed()) {
      return RawPoll.PENDING;
    }
    if (state == null) {
      receiver.register(cx.waker());
    }
    Object raw = take();
    if (raw != RawPoll.PENDING) {
      cx.progress();
    }
    return raw;
  }

  /// The value, Pending, or the failure, without waiting.
  @Nullable Object take() throws Closed {
    Object now = state;
    if (now == null) {
      return RawPoll.PENDING;
    }
    if (now == UNSENT) {
      throw new Closed("the sender was closed and has sent nothing");
    }
    if (now == REFUSED) {
      throw new Closed("the receiver was closed before anything was sent");
    }
    if (now == TAKEN) {
      throw new Closed("the value was received before");
    }
    state = TAKEN;
    return now == NULL ? null : now;
  }

  /// Whether it has left its first state; if not, the waker is woken when it does.
  boolean pollDecided(Context cx) {
    if (!cx.proceed()) {
      return false;
    }
    if (state == null) {
      watcher.register(cx.waker());
    }
    boolean decided = state != null;
    if (decided) {
      cx.progress();
    }
    return decided;
  }
}
