package dev.wakeful.bridge;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Flow;

/// What a subscriber has asked for and not been given: its subscription, and the word between it
/// and the task that gives.
///
/// | state | set by | replaced by |
/// |---|---|---|
/// | n, at least 0 | a request adds, an item given subtracts; `Long.MAX_VALUE` is without end and stays | any |
/// | [#ILLEGAL] | a request of less than one | [#CANCELLED], [#OVER] |
/// | [#CANCELLED] | a cancel | [#OVER] |
/// | [#OVER] | the task, with its last signal | nothing |
///
/// A request that finds zero wakes the task, and so do a cancel and an illegal request: each
/// changes the state and then wakes. The task registers its waker and then looks. A request that
/// finds more than zero wakes nobody, for the task has not seen the zero at which it waits. It
/// knows nothing of the subscriber, so one that keeps its subscription for ever keeps nothing else.
final class Demand implements Flow.Subscription {
  static final long CANCELLED = -1;
  static final long ILLEGAL = -2;
  static final long OVER = -3;

  private static final VarHandle OPEN;

  static {
    try {
      OPEN = MethodHandles.lookup().findVarHandle(Demand.class, "open", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AtomicWaker task = new AtomicWaker();
  private volatile long open;

  // ---- the subscriber's side: any thread

  @Override
  public void request(long n) {
    long before = open;
    while (before >= 0 && !OPEN.compareAndSet(this, before, n > 0 ? sum(before, n) : ILLEGAL)) {
      before = open;
    }
    if (before == 0 || (before > 0 && n <= 0)) {
      task.wake();
    }
  }

  private static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  @Override
  public void cancel() {
    long before = open;
    while (before != CANCELLED && before != OVER) {
      if (OPEN.compareAndSet(this, before, CANCELLED)) {
        task.wake();
        return;
      }
      before = open;
    }
  }

  // ---- the task's side: one poll after the other

  /// Whom to wake; look at [#open] after.
  void register(Waker waker) {
    task.register(waker);
  }

  /// How many items may be given, or why none.
  long open() {
    return open;
  }

  /// An item has been given.
  void given() {
    long before = open;
    while (before > 0
        && before != Long.MAX_VALUE
        && !OPEN.compareAndSet(this, before, before - 1)) {
      before = open;
    }
  }

  /// The end.
  ///
  /// @return whether the subscriber is to be told, for it has not cancelled
  boolean close() {
    long before = (long) OPEN.getAndSet(this, OVER);
    task.take();
    return before != CANCELLED && before != OVER;
  }
}
