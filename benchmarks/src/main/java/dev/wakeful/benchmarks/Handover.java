package dev.wakeful.benchmarks;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One value from one thread to another, platform or virtual, by the cheapest wait there is.
final class Handover<T> {
  /// Null, then the receiver (a thread) or the value.
  private final AtomicReference<@Nullable Object> cell = new AtomicReference<>();

  void send(T value) {
    if (cell.getAndSet(value) instanceof Thread receiver) {
      LockSupport.unpark(receiver);
    }
  }

  /// Waits on the calling thread. Takes the value, so that another may come.
  @SuppressWarnings("unchecked") // whatever is not a thread is the value
  T receive() {
    while (true) {
      Object content = cell.get();
      if (content != null && !(content instanceof Thread)) {
        cell.set(null);
        return (T) content;
      }
      if (content != null || cell.compareAndSet(null, Thread.currentThread())) {
        LockSupport.park(this);
      }
    }
  }
}
