package dev.wakeful.stream;

import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A copy of [BiLock] with one step made two.
public final class WeakBiLock {
  private static final Object HELD = new Object();

  private final AtomicReference<@Nullable Object> state = new AtomicReference<>();
  private final boolean weakLock;

  WeakBiLock(boolean weakLock) {
    this.weakLock = weakLock;
  }

  boolean pollLock(Waker waker) {
    while (true) {
      if (state.getAndSet(HELD) == null) {
        return true;
      }
      if (weakLock) {
        state.set(waker); // the fault: it may have been unlocked in between
        return false;
      }
      if (state.compareAndSet(HELD, waker)) {
        return false;
      }
    }
  }

  void unlock() {
    Object before = weakLock ? state.getAndSet(null) : state.get();
    if (!weakLock) {
      state.set(null); // the fault: a waker may have come in between
    }
    if (before instanceof Waker waiting) {
      waiting.wake();
    }
  }
}
