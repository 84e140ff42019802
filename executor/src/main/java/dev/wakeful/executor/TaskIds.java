package dev.wakeful.executor;

import java.util.concurrent.atomic.AtomicLong;

/// The source of task numbers: 1, 2, 3, … in the order of asking, unique in this process.
final class TaskIds {
  private static final AtomicLong LAST = new AtomicLong();

  private TaskIds() {}

  static long next() {
    return LAST.incrementAndGet();
  }
}
