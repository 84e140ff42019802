package dev.wakeful.executor;

import dev.wakeful.env.Parker;
import dev.wakeful.future.Blocking;
import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Slots;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Threads on which blocking is allowed: at most so many at a time, behind a queue of at most so
/// many calls.
///
/// Calls start in the order in which they came: a call goes to a thread that waits for one, or else
/// to a new thread, or else to the end of the queue. Any thread may use the pool.
///
/// **When the queue is full** [#spawn] and [#run] throw, and [#whenRoom] waits. A call never runs
/// on the thread of its caller, which polls tasks.
///
/// **Closing** drops the calls that wait, but not the mandatory ones. Every call comes to an end:
/// it has run, or its handle gives [TaskCancelled].
///
/// **Lock.** Everything is guarded by `this`; calls and hooks run, and joiners are woken, outside.
/// The gate has a lock of its own, taken inside.
///
/// | what | is |
/// |---|---|
/// | a thread in `idle` | without a call; whoever takes it out gives it one |
/// | `serving` | threads that will look for a call again, the idle ones among them |
/// | `ending` | threads that will not look again, and have not ended yet |
/// | `queue` not empty | then `serving` is at its limit, or the system gives no more threads |
/// | `waiting` not empty | then `queue` is full |
///
/// A thread is given its call, and stops serving, under one lock: so no call is left with a thread
/// that has just stopped waiting (Tokio's #7757), nor in the queue when the last thread leaves.
public final class BlockingPool implements Blocking, AutoCloseable {
  private final BlockingSetup setup;
  private final UnjoinedFailures failures;
  private final Gate quiet;
  private volatile Slots context = Slots.none();

  private final LinkedHashSet<BlockingCall<?>> queue = new LinkedHashSet<>();
  private final LinkedHashSet<BlockingCall<?>> waiting = new LinkedHashSet<>();
  private final ArrayDeque<PoolThread> idle = new ArrayDeque<>();
  private int serving;
  private int ending;
  private long started;
  private long completed;
  private long rejected;
  private boolean closed;

  /// A pool without threads.
  ///
  /// @param setup what it is made of
  public BlockingPool(BlockingSetup setup) {
    this.setup = setup;
    this.quiet = new Gate(setup.env());
    this.failures = new UnjoinedFailures(setup.failures());
  }

  /// Says to which runtime the calls belong: inside a call [Tasks#spawn] spawns there, and
  /// `blockOn` of that runtime is allowed.
  ///
  /// @param executor which one
  /// @param slots what its futures find
  public void within(TaskExecutor executor, Slots slots) {
    context = Current.forCalls(executor, slots);
  }

  /// Hands a call over at once. After [#close] the handle gives [TaskCancelled].
  ///
  /// `abort` keeps the call from starting; one that has started runs to its end. *Cancel-safe: no,
  /// when the handle is cancelled the call runs on and its value is lost.*
  ///
  /// @param call what to run
  /// @throws RejectedExecutionException when the queue is full
  public <T extends @Nullable Object> JoinHandle<T> spawn(Callable<T> call) {
    return submit(call, false, false);
  }

  /// [#spawn] of a call that must not be dropped: once taken on it runs even if the pool is closed
  /// before its turn comes, unless it is aborted. After [#close] it is not taken on, and the handle
  /// gives [TaskCancelled].
  ///
  /// *Cancel-safe: no, when the handle is cancelled the call runs on and its value is lost.*
  ///
  /// @param call what to run, such as the write of what a user was told is written
  /// @throws RejectedExecutionException when the queue is full
  public <T extends @Nullable Object> JoinHandle<T> spawnMandatory(Callable<T> call) {
    return submit(call, true, false);
  }

  /// *Cancel-safe: yes, a call that has not started never will; the value of one that has is lost.*
  @Override
  public <T extends @Nullable Object> Future<T> run(Callable<T> call) {
    return CallFuture.now(this, call);
  }

  /// A future of a call that is handed over at the first poll and then waits until there is room
  /// for it, in the order in which they came: whoever awaits it is slowed down, and nobody refused.
  ///
  /// *Cancel-safe: yes, a call that has not started never will; the value of one that has is lost.*
  ///
  /// @param call what to run
  public <T extends @Nullable Object> Future<T> whenRoom(Callable<T> call) {
    return CallFuture.lazy(this, call);
  }

  /// Takes a call on.
  ///
  /// @param mandatory whether closing does not drop it
  /// @param mayWait whether it waits when the queue is full
  <T extends @Nullable Object> BlockingCall<T> submit(
      Callable<T> call, boolean mandatory, boolean mayWait) {
    BlockingCall<T> job = new BlockingCall<>(this, call, mandatory);
    boolean taken;
    PoolThread woken = null;
    synchronized (this) {
      taken = !closed;
      if (taken) {
        woken = admit(job, mayWait);
      }
    }
    if (!taken) {
      job.abort();
    } else if (woken != null) {
      woken.parker.unpark();
    }
    return job;
  }

  /// Gives a call to a thread or puts it into a queue.
  ///
  /// @return the thread that must be woken
  private @Nullable PoolThread admit(BlockingCall<?> job, boolean mayWait) {
    PoolThread thread = idle.pollLast();
    if (thread != null) {
      thread.next = job;
    } else if (serving < setup.maxThreads() && startThread(job)) {
      return null;
    } else if (queue.size() < setup.maxQueued()) {
      queue.addLast(job);
    } else if (mayWait) {
      waiting.addLast(job);
    } else {
      rejected++;
      throw full();
    }
    return thread;
  }

  /// Starts a thread for this call, or for the first in the queue and puts this one at its end.
  ///
  /// @return false when the system gives no thread and there are some already
  private boolean startThread(BlockingCall<?> job) {
    BlockingCall<?> first = queue.isEmpty() ? job : queue.getFirst();
    try {
      setup.start(started + 1, new PoolThread(setup.env().newParker(), first));
    } catch (OutOfMemoryError e) { // so the JDK says that the system gives no thread
      if (serving == 0) {
        throw e;
      }
      return false;
    }
    started++;
    serving++;
    if (first != job) {
      queue.addLast(job);
      queue.removeFirst();
    }
    return true;
  }

  private RejectedExecutionException full() {
    return new RejectedExecutionException(
        "the pool "
            + setup.name()
            + " is full: "
            + setup.maxThreads()
            + " calls run and "
            + queue.size()
            + " wait; slow the callers down, let them wait with whenRoom(), or give the pool more"
            + " with the builder");
  }

  /// The next call for a thread that has none.
  ///
  /// @return null when there is none
  private @Nullable BlockingCall<?> takeQueued() {
    BlockingCall<?> job = null;
    if (!queue.isEmpty()) {
      job = queue.removeFirst();
      refill();
    } else if (!waiting.isEmpty()) {
      job = waiting.removeFirst();
    }
    return job;
  }

  private void refill() {
    while (!waiting.isEmpty() && queue.size() < setup.maxQueued()) {
      queue.addLast(waiting.removeFirst());
    }
  }

  /// Lets go of a call that was aborted.
  synchronized void forget(BlockingCall<?> job) {
    if (queue.remove(job)) {
      refill();
    } else {
      waiting.remove(job);
    }
  }

  UnjoinedFailures failures() {
    return failures;
  }

  /// What the pool is doing.
  public synchronized BlockingStats stats() {
    return new BlockingStats(
        serving - idle.size(), idle.size(), queue.size(), waiting.size(), completed, rejected);
  }

  /// Takes no more calls and waits for those it has; then it is as [#close(long)] with no time.
  ///
  /// @param nanos how long to wait at most
  /// @return whether no call runs any more
  public boolean finish(long nanos) {
    List<PoolThread> sleepers;
    synchronized (this) {
      closed = true;
      sleepers = List.copyOf(idle);
      openIfQuiet();
    }
    sleepers.forEach(thread -> thread.parker.unpark());
    quiet.await(nanos);
    return close(0);
  }

  /// Takes no more calls, drops those that wait unless they are mandatory, and waits for those that
  /// run, but not longer than [#close(long)] with ten seconds does.
  @Override
  public void close() {
    close(TimeUnit.SECONDS.toNanos(10));
  }

  /// Takes no more calls, drops those that wait unless they are mandatory, and waits for those that
  /// run. After the time given what still runs is left alone on its daemon threads.
  ///
  /// @param nanos how long to wait at most
  /// @return whether no call runs any more
  public boolean close(long nanos) {
    List<BlockingCall<?>> dropped = new ArrayList<>(waiting.size());
    List<PoolThread> sleepers;
    synchronized (this) {
      closed = true;
      dropped.addAll(queue);
      dropped.addAll(waiting);
      dropped.removeIf(BlockingCall::isMandatory);
      sleepers = List.copyOf(idle);
      openIfQuiet();
    }
    dropped.forEach(BlockingCall::abort); // takes them out of their queues
    sleepers.forEach(thread -> thread.parker.unpark());
    boolean isQuiet = quiet.await(nanos);
    failures.reportAll();
    return isQuiet;
  }

  private void openIfQuiet() {
    if (closed && serving + ending == 0) {
      quiet.open();
    }
  }

  @Override
  public String toString() {
    return "pool " + setup.name();
  }

  /// A thread of the pool, and where it sleeps between two calls.
  private final class PoolThread implements Runnable {
    private final Parker parker;

    /// The call it was given; guarded by the pool.
    private @Nullable BlockingCall<?> next;

    PoolThread(Parker parker, BlockingCall<?> first) {
      this.parker = parker;
      this.next = first;
    }

    @Override
    public void run() {
      try {
        Ambient.run(() -> context, this::serve);
      } finally {
        synchronized (BlockingPool.this) {
          ending--;
          openIfQuiet();
        }
      }
    }

    private void serve() {
      failures.reportForgotten();
      tell("onThreadStart", setup.threadStart());
      for (BlockingCall<?> job = given(); job != null; job = another()) {
        tell("a joiner of " + setup.name(), job);
        Thread.interrupted(); // the call's, not the next one's
      }
      tell("onThreadStop", setup.threadStop());
    }

    /// Runs something that must not end the thread.
    private void tell(String what, Runnable body) {
      try {
        body.run();
      } catch (Throwable failure) {
        failures.tellUnhandled(what + " of " + setup.name(), failure);
      }
    }

    private @Nullable BlockingCall<?> given() {
      synchronized (BlockingPool.this) {
        BlockingCall<?> job = next;
        next = null;
        return job;
      }
    }

    /// The call after one that has ended; null when the thread does not serve any more.
    private @Nullable BlockingCall<?> another() {
      synchronized (BlockingPool.this) {
        completed++;
        BlockingCall<?> job = takeQueued();
        if (job != null) {
          return job;
        }
        if (closed || setup.keepAlive() == 0) {
          stopServing();
          return null;
        }
        idle.addLast(this);
      }
      return sleep();
    }

    private @Nullable BlockingCall<?> sleep() {
      while (true) {
        boolean woken = true;
        if (setup.keepAlive() == BlockingSetup.FOR_EVER) {
          parker.park();
        } else {
          woken = parker.park(setup.keepAlive());
        }
        synchronized (BlockingPool.this) {
          BlockingCall<?> job = given();
          if (job != null) {
            return job;
          }
          if (closed || !woken) {
            idle.remove(this);
            stopServing();
            return null;
          }
        }
      }
    }

    private void stopServing() {
      serving--;
      ending++;
    }
  }
}
