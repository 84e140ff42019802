package dev.wakeful.scope;

import dev.wakeful.task.AtomicWaker;
import java.util.concurrent.atomic.AtomicInteger;

/// What is at stake in [TaskScope] and [Child], as a weakened copy: the end looks for members and
/// marks the scope in two steps; a child looks for its abort before it leaves its waker.
final class WeakScope {
  final AtomicInteger members = new AtomicInteger();
  final AtomicWaker task = new AtomicWaker();
  volatile boolean ended;
  volatile boolean aborted;

  /// Takes on a child, unless the scope has ended.
  boolean spawn() {
    if (ended) {
      return false;
    }
    members.incrementAndGet();
    return true;
  }

  /// The fault: a spawn comes between the look and the mark.
  boolean tryEnd() {
    if (members.get() != 0) {
      return false;
    }
    ended = true;
    return true;
  }

  /// The fault: an abort comes between the look and the waker.
  boolean seesAbort(dev.wakeful.task.Waker waker) {
    boolean seen = aborted;
    task.register(waker);
    return seen;
  }

  void abort() {
    aborted = true;
    task.wake();
  }
}
