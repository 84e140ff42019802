package dev.wakeful.executor;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What others know of a worker: how it waits, for whoever wakes it; and which poll it is in, for
/// the watchdog.
final class WorkerState implements Pulse {

  /// How a worker waits, and the answer to it. `AWAKE` and `NOTIFIED` are set by the worker and by
  /// whoever picked it; the other two by the worker, just before it waits.
  private enum Wait {
    AWAKE,
    ON_PARKER,
    IN_DRIVER,
    NOTIFIED
  }

  private final Parker parker;
  private final Driver driver;
  private final WorkerCounters counters;
  private final TaskContext tasks;
  private final NextSlot next;
  private final AtomicReference<Wait> wait = new AtomicReference<>(Wait.AWAKE);

  /// Whether the poll under way has said that it blocks.
  private volatile boolean blocking;

  private volatile @Nullable Thread thread;

  /// The state of a worker that has not begun.
  ///
  /// @param setup where it waits
  /// @param counters its counts, of which one is the number of its poll
  /// @param tasks what it polls with
  /// @param next the task that it polls next
  WorkerState(Setup setup, WorkerCounters counters, TaskContext tasks, NextSlot next) {
    this.parker = setup.env().newParker();
    this.driver = setup.driver();
    this.next = next;
    this.counters = counters;
    this.tasks = tasks;
  }

  /// Waits on the parker, unless the worker has been picked already. Owner only.
  void park() {
    if (wait.compareAndSet(Wait.AWAKE, Wait.ON_PARKER)) {
      parker.park();
    }
  }

  /// The worker is going to wait in the driver. Owner only.
  ///
  /// @return whether it must; otherwise it has been picked already
  boolean mayWaitInDriver() {
    return wait.compareAndSet(Wait.AWAKE, Wait.IN_DRIVER);
  }

  /// Whether it is to wait in the driver still. Owner only.
  boolean isInDriver() {
    return wait.get() == Wait.IN_DRIVER;
  }

  /// The worker waits no more. Owner only.
  void isAwake() {
    wait.set(Wait.AWAKE);
  }

  /// Ends the worker's sleep, or else the next one. Called by whoever picked it, from any thread.
  void unpark() {
    switch (wait.getAndSet(Wait.NOTIFIED)) {
      case ON_PARKER -> parker.unpark();
      case IN_DRIVER -> driver.unpark();
      case AWAKE, NOTIFIED -> {}
    }
  }

  /// The watchdog has found the worker in the same place for a while: if that is a poll, thieves
  /// may have the next-slot until it is over.
  ///
  /// @param sequence what [#sequence] was all the time
  void foundStuck(long sequence) {
    if (sequence % 2 != 0) {
      next.open(sequence / 2);
    }
  }

  /// Whether the poll under way has said that it blocks. Owner only.
  void blocks(boolean does) {
    blocking = does;
  }

  /// The thread begins or ends. Owner only.
  void runsOn(@Nullable Thread current) {
    thread = current;
  }

  /// Shows a dump what the worker is about. Any thread.
  void show(DumpTaker taker, String name) {
    switch (wait.getOpaque()) { // pairs with nothing: only shown
      case AWAKE, NOTIFIED -> taker.awake(name, tasks.task());
      case IN_DRIVER -> taker.asleep(name, WorkerInfo.State.IN_DRIVER);
      case ON_PARKER -> taker.asleep(name, WorkerInfo.State.ASLEEP);
    }
  }

  @Override
  public long sequence() {
    return counters.sequence();
  }

  @Override
  public boolean isExcused() {
    Wait waits = wait.get();
    return blocking || waits == Wait.ON_PARKER || waits == Wait.IN_DRIVER;
  }

  @Override
  public @Nullable Thread thread() {
    return thread;
  }

  @Override
  public @Nullable Future<?> polled() {
    return tasks.task();
  }
}
