package dev.wakeful.executor;

import dev.wakeful.env.Env;
import dev.wakeful.future.Blocking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Threads on which blocking is allowed: virtual ones, at most so many at a time, behind a queue of
/// at most so many calls.
///
/// Calls start in the order in which they came. A thread lives as long as it finds calls. Any
/// thread may use the pool.
///
/// **Lock.** Everything is guarded by `this`; calls run, and joiners are woken, outside. The gate
/// has a lock of its own, taken inside.
public final class BlockingPool implements Blocking, AutoCloseable {
  private final Env env;
  private final String name;
  private final int maxThreads;
  private final int maxQueued;
  private final UnjoinedFailures failures;
  private final ArrayDeque<BlockingCall<?>> queue = new ArrayDeque<>();
  private final List<Thread> threads = new ArrayList<>();
  private int started;
  private final Gate quiet;
  private boolean closed;

  /// A pool without threads.
  ///
  /// @param env where threads come from
  /// @param name the first part of thread names
  /// @param maxThreads how many calls run at a time, at least 1
  /// @param maxQueued how many calls wait for a thread, at least 0
  /// @param failures who is told of failures that nobody joined
  public BlockingPool(
      Env env, String name, int maxThreads, int maxQueued, FailureHandler failures) {
    if (maxThreads < 1 || maxQueued < 0) {
      throw new IllegalArgumentException(
          "a blocking pool needs at least 1 thread and a queue of at least 0 calls, not "
              + maxThreads
              + " and "
              + maxQueued);
    }
    this.env = env;
    this.name = name;
    this.maxThreads = maxThreads;
    this.maxQueued = maxQueued;
    this.quiet = new Gate(env);
    this.failures = new UnjoinedFailures(failures);
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> run(Callable<T> call) {
    BlockingCall<T> job = new BlockingCall<>(failures, call);
    synchronized (this) {
      if (!closed) {
        enqueue(job);
        return job;
      }
    }
    job.abort();
    return job;
  }

  private void enqueue(BlockingCall<?> job) {
    if (threads.size() < maxThreads) {
      queue.addLast(job);
      threads.add(env.threads().startBlocking(name + "-blocking-" + ++started, this::work));
    } else if (queue.size() < maxQueued) {
      queue.addLast(job);
    } else {
      throw new RejectedExecutionException(
          "the blocking pool of "
              + name
              + " is full: "
              + maxThreads
              + " calls run and "
              + maxQueued
              + " wait; slow the callers down, or give it more with the builder");
    }
  }

  private void work() {
    failures.reportForgotten();
    for (BlockingCall<?> job = nextJob(); job != null; job = nextJob()) {
      job.run();
    }
  }

  private synchronized @Nullable BlockingCall<?> nextJob() {
    BlockingCall<?> job = queue.pollFirst();
    if (job == null) {
      threads.remove(Thread.currentThread());
      if (closed && threads.isEmpty()) {
        quiet.open();
      }
    }
    return job;
  }

  /// How many threads run calls.
  public synchronized int running() {
    return threads.size();
  }

  /// How many calls wait for a thread.
  public synchronized int queued() {
    return queue.size();
  }

  /// Takes no more calls and waits for those it has; then it is as [#close(long)] with no time.
  ///
  /// @param nanos how long to wait at most
  /// @return whether no call runs any more
  public boolean finish(long nanos) {
    synchronized (this) {
      closed = true;
      if (threads.isEmpty()) {
        quiet.open();
      }
    }
    quiet.await(nanos);
    return close(0);
  }

  /// Takes no more calls, cancels those that wait, and waits for those that run, but not longer
  /// than [#close(long)] with ten seconds does.
  @Override
  public void close() {
    close(TimeUnit.SECONDS.toNanos(10));
  }

  /// Takes no more calls, cancels those that wait, and waits for those that run. A call that is
  /// still running after the time given is left alone on its daemon thread.
  ///
  /// @param nanos how long to wait at most
  /// @return whether no call runs any more
  public boolean close(long nanos) {
    List<BlockingCall<?>> dropped;
    synchronized (this) {
      closed = true;
      if (threads.isEmpty()) {
        quiet.open();
      }
      dropped = new ArrayList<>(queue);
      queue.clear();
    }
    dropped.forEach(BlockingCall::abort);
    boolean isQuiet = quiet.await(nanos);
    failures.reportAll();
    return isQuiet;
  }
}
