package dev.wakeful.testkit;

import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A waker that counts.
///
/// Any thread may wake it and read it.
public final class CountingWaker implements Waker {
  private final AtomicInteger count = new AtomicInteger();
  private final @Nullable CountingWaker sum;

  /// A waker that has not been woken.
  public CountingWaker() {
    this.sum = null;
  }

  /// A waker whose wakes count for the other one too.
  CountingWaker(CountingWaker sum) {
    this.sum = sum;
  }

  @Override
  public void wake() {
    count.incrementAndGet();
    if (sum != null) {
      sum.wake();
    }
  }

  /// How often it has been woken.
  public int count() {
    return count.get();
  }
}
