package dev.wakeful.executor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// A run queue of numbers, with faults. Zero is nothing.
final class WeakRing {
  private static final int MASK = 1;

  private final AtomicInteger head = new AtomicInteger();
  private final AtomicInteger tail = new AtomicInteger();
  private final AtomicIntegerArray slots = new AtomicIntegerArray(MASK + 1);

  /// The fault: the slot is filled after it was published.
  void push(int number) {
    int at = tail.get();
    tail.set(at + 1);
    slots.set(at & MASK, number);
  }

  /// The fault: the front is moved without looking whether somebody else has moved it.
  int pop() {
    int at = head.get();
    if (at == tail.get()) {
      return 0;
    }
    int number = slots.get(at & MASK);
    head.set(at + 1);
    return number;
  }

  /// The fault: the slot is read after the front was moved, when the owner may fill it again.
  int popLate() {
    int at = head.get();
    if (at == tail.get() || !head.compareAndSet(at, at + 1)) {
      return 0;
    }
    return slots.get(at & MASK);
  }
}
