package dev.wakeful.benchmarks;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/// The same futures on a bare `ForkJoinPool`: a task object of the least that works, with a count
/// of wake-ups as its state, no handle, no cancellation, no close.
final class PoolTask extends ForkJoinTask<Void> implements Waker {
  private static final AtomicIntegerFieldUpdater<PoolTask> WAKES =
      AtomicIntegerFieldUpdater.newUpdater(PoolTask.class, "wakes");

  private final ForkJoinPool pool;
  private @Nullable Future<?> future;
  private volatile int wakes = 1;

  PoolTask(ForkJoinPool pool, Future<?> future) {
    this.pool = pool;
    this.future = future;
  }

  void schedule() {
    if (Thread.currentThread() instanceof ForkJoinWorkerThread thread && thread.getPool() == pool) {
      fork();
    } else {
      pool.execute(this);
    }
  }

  @Override
  public void wake() {
    if (WAKES.getAndAdd(this, 1) == 0) {
      schedule();
    }
  }

  @Override
  protected boolean exec() {
    Future<?> polled = future;
    if (polled == null) {
      return false;
    }
    int begun = wakes;
    try {
      if (polled.poll(Context.of(this)).isReady()) {
        future = null;
        wakes = 1 << 30;
        return true;
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    if (WAKES.getAndAdd(this, -begun) != begun) {
      schedule();
    }
    return false;
  }

  @Override
  public @Nullable Void getRawResult() {
    return null;
  }

  @Override
  protected void setRawResult(@Nullable Void value) {}

  /// The subject.
  static final class Pool implements Spawner {
    private final ForkJoinPool pool =
        new ForkJoinPool(
            SchedulerSubject.WORKERS, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is kept alive, and that is all
    public Object spawn(Future<?> future) {
      PoolTask task = new PoolTask(pool, future);
      task.schedule();
      return task;
    }

    @Override
    public void spawnInside(Future<?> future) {
      new PoolTask(pool, future).schedule();
    }

    /// The same task object, joined as the pool joins its own.
    @Override
    public Runnable own(SchedulerWorkload workload) {
      if (workload != SchedulerWorkload.SPAWN_JOIN) {
        throw new IllegalArgumentException("no workload " + workload);
      }
      return () -> pool.invoke(ForkJoinTask.adapt(this::forkAndJoin));
    }

    private void forkAndJoin() {
      List<ForkJoinTask<?>> forked = new ArrayList<>(SchedulerWorkload.Sizes.MANY);
      for (int i = 0; i < SchedulerWorkload.Sizes.MANY; i++) {
        forked.add(new PoolTask(pool, PolledWorkloads.once(() -> {})).fork());
      }
      forked.forEach(ForkJoinTask::join);
    }
  }
}
