package dev.wakeful.testkit;

import dev.wakeful.task.Waker;
import java.util.concurrent.atomic.AtomicInteger;

/// A waker that counts.
///
/// Any thread may wake it and read it.
public final class CountingWaker implements Waker {
  private final AtomicInteger count = new AtomicInteger();

  /// A waker that has not been woken.
  public CountingWaker() {}

  @Override
  public void wake() {
    count.incrementAndGet();
  }

  /// How often it has been woken.
  public int count() {
    return count.get();
  }
}
