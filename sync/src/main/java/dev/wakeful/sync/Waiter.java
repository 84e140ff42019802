package dev.wakeful.sync;

import dev.wakeful.task.Waker;
import org.jspecify.annotations.Nullable;

/// The place of one future in a [WaitQueue]. Guarded by the lock that guards the queue.
final class Waiter {
  enum State {
    /// In no queue.
    IDLE,
    WAITING,
    /// Out of the queue with what it waited for, and does not know yet.
    TOLD
  }

  State state = State.IDLE;
  @Nullable Waker waker;
  @Nullable Waiter previous;
  @Nullable Waiter next;

  /// Whether it has been told; it knows now.
  boolean takeTold() {
    if (state != State.TOLD) {
      return false;
    }
    state = State.IDLE;
    return true;
  }
}
