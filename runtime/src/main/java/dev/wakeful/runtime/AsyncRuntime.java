package dev.wakeful.runtime;

import dev.wakeful.env.Clock;
import dev.wakeful.executor.BlockingPool;
import dev.wakeful.executor.BlockingStats;
import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.executor.TaskDump;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.future.Shutdown;
import dev.wakeful.observe.Instruments;
import dev.wakeful.observe.Observed;
import dev.wakeful.observe.RuntimeMetrics;
import dev.wakeful.task.AnyThread;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A runtime: an executor, its timers, its reactor and its blocking pool, started and ended
/// together.
///
/// {@snippet class="snippets.AsyncRuntimeSnippets" region="echo"}
///
/// There is no global runtime and none is started behind your back: create one, close it, best with
/// try-with-resources. Several may live side by side; a socket or a sleep belongs to the one that
/// polls it first, a [JoinHandle] may be awaited on any.
///
/// Any thread may call any method, unless it says otherwise. Inside a task use
/// [Tasks][dev.wakeful.executor.Tasks], which needs no reference to the runtime.
public final class AsyncRuntime implements Spawner, Observed, AutoCloseable {
  /// How long calls that run may go on when a runtime is closed.
  private static final long CALLS_GET = TimeUnit.SECONDS.toNanos(10);

  private final TaskExecutor executor;
  private final BlockingPool blocking;
  private final BlockingPool cpu;
  private final String name;
  private final Clock clock;
  private final Supplier<RuntimeMetrics> metrics;
  private final Instruments instruments = new Instruments(this);

  AsyncRuntime(
      String name,
      Clock clock,
      TaskExecutor executor,
      BlockingPool blocking,
      BlockingPool cpu,
      Supplier<RuntimeMetrics> metrics) {
    this.cpu = cpu;
    this.name = name;
    this.clock = clock;
    this.executor = executor;
    this.blocking = blocking;
    this.metrics = metrics;
  }

  Instruments instruments() {
    return instruments;
  }

  /// A runtime with a worker thread for each processor.
  ///
  /// @throws java.io.UncheckedIOException when the kernel has no poller to give
  public static AsyncRuntime create() {
    return builder().build();
  }

  /// A runtime without workers: its tasks run on the thread that calls [#blockOn], one at a time;
  /// its only thread is the watchdog's, and those of its pools for calls. The best form for a
  /// program with one core's worth of work, and for tests.
  ///
  /// @throws java.io.UncheckedIOException when the kernel has no poller to give
  public static AsyncRuntime currentThread() {
    return builder().currentThread().build();
  }

  /// A runtime to be described.
  public static RuntimeBuilder builder() {
    return new RuntimeBuilder();
  }

  /// Polls a future on the calling thread until it is ready; the thread sleeps in between.
  ///
  /// For `main`, for tests, and for the way from blocking code into asynchronous code. The caller
  /// may be any platform or virtual thread, but not one that polls tasks. Interrupts do not end it;
  /// they stay pending.
  ///
  /// @param future what to wait for
  /// @return its value
  /// @throws Exception its failure, the same object
  /// @throws IllegalStateException when called from a task, or when the runtime is closed
  public <T extends @Nullable Object> T blockOn(Future<T> future) throws Exception {
    return executor.blockOn(future);
  }

  /// Takes on a future as a task of its own. It runs whether or not anybody looks at the handle,
  /// and is never polled on the spot.
  ///
  /// A failure that nobody takes from the handle goes to the handler given to
  /// [RuntimeBuilder#onUnjoinedFailure]. After [#close] the future is cancelled at once.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param future what to poll
  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(@AnyThread Future<T> future) {
    return executor.spawn(future);
  }

  /// [#spawn(Future)] with a name for messages.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param taskName what to call the task; null for its number
  /// @param future what to poll
  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(
      @Nullable String taskName, @AnyThread Future<T> future) {
    return executor.spawn(taskName, future);
  }

  /// Runs a call that may block on a thread of the blocking pool.
  ///
  /// Calls start in the order in which they came, at most [so
  /// many][RuntimeBuilder#maxBlockingThreads] at a time. Once started a call is not stopped;
  /// `abort` keeps it from starting. *Cancel-safe: no, when the handle is cancelled the call runs
  /// on and its value is lost.*
  ///
  /// @param call what to run
  /// @throws java.util.concurrent.RejectedExecutionException when the pool's queue is full
  public <T extends @Nullable Object> JoinHandle<T> spawnBlocking(Callable<T> call) {
    return blocking.spawn(call);
  }

  /// [#spawnBlocking] of a call that runs even if the runtime is closed before its turn comes: the
  /// write of what a user was told is written.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the call runs on and its value is lost.*
  ///
  /// @param call what to run
  /// @throws java.util.concurrent.RejectedExecutionException when the pool's queue is full
  public <T extends @Nullable Object> JoinHandle<T> spawnMandatoryBlocking(Callable<T> call) {
    return blocking.spawnMandatory(call);
  }

  /// A future that runs a call on the blocking pool, and waits for room in its queue where
  /// [#spawnBlocking] would throw. Nothing happens before its first poll.
  ///
  /// *Cancel-safe: yes, a call that has not started never will; the value of one that has is lost.*
  ///
  /// @param call what to run
  public <T extends @Nullable Object> Future<T> blocking(Callable<T> call) {
    return blocking.whenRoom(call);
  }

  /// Runs a call that computes for long on a thread that is there for that, so that neither tasks
  /// nor blocking calls wait for it: at most [so many][RuntimeBuilder#cpuThreads] at a time, in the
  /// order in which they came.
  ///
  /// `abort` keeps a call from starting. *Cancel-safe: no, when the handle is cancelled the call
  /// runs on and its value is lost.*
  ///
  /// @param call what to run
  /// @throws java.util.concurrent.RejectedExecutionException when [too
  ///   many][RuntimeBuilder#maxCpuQueue] wait
  public <T extends @Nullable Object> JoinHandle<T> spawnCpu(Callable<T> call) {
    return cpu.spawn(call);
  }

  /// What the blocking pool is doing.
  public BlockingStats blockingStats() {
    return blocking.stats();
  }

  /// What the pool of [#spawnCpu] is doing.
  public BlockingStats cpuStats() {
    return cpu.stats();
  }

  /// How many tasks have been spawned and are not over.
  public int aliveTasks() {
    return executor.aliveTasks();
  }

  /// What the runtime is about: its tasks and what each waits for, its threads, tasks that wait for
  /// each other. See [TaskExecutor#dump]; printed, it reads like a thread dump.
  @Override
  public TaskDump dump() {
    return executor.dump();
  }

  /// What the runtime has done so far, and what it has now. Disturbs nobody; also after [#close].
  @Override
  public RuntimeMetrics metrics() {
    return metrics.get();
  }

  /// The name given to the builder.
  @Override
  public String name() {
    return name;
  }

  /// Ends the runtime, in order: no task is taken on any more; polls under way return; every task
  /// is cancelled; sleeps and sockets that somebody still polls fail; the threads are joined;
  /// waiting calls of both pools are dropped unless they are mandatory, running ones get ten
  /// seconds and are then left alone on their daemon threads; failures that nobody took are
  /// reported.
  ///
  /// Calling it again, or from several threads, waits for the same end. Interrupts do not end it;
  /// they stay pending. Channels and locks go on working afterwards.
  ///
  /// @throws IllegalStateException when called from a task, which it would wait for; see
  ///   [#closeNow]
  @Override
  public void close() {
    executor.close();
    closePools(CALLS_GET);
    instruments.close();
  }

  /// Closes both pools first, so that neither starts a call while the other is waited for.
  ///
  /// @param nanos how long to wait for both at most
  /// @return whether no call runs any more
  private boolean closePools(long nanos) {
    long deadline = clock.nanos() + nanos;
    cpu.close(0);
    boolean quiet = blocking.close(nanos);
    return cpu.close(deadline - clock.nanos()) && quiet;
  }

  /// [#close], but it waits no longer than this. What is left then, polls under way and blocking
  /// calls, goes on to its end on its daemon threads.
  ///
  /// @param limit how long to wait at most
  /// @return whether all is over
  /// @throws IllegalStateException when called from a task; see [#closeNow]
  public boolean closeWithin(Duration limit) {
    long deadline = clock.nanos() + nanos(limit);
    boolean tasksEnded = executor.closeWithin(limit);
    boolean callsEnded = closePools(deadline - clock.nanos());
    instruments.close();
    return tasksEnded && callsEnded;
  }

  /// [#close] without waiting for it: legal in a task, too, which is then cancelled when its poll
  /// is over.
  ///
  /// A runtime without threads of its own cancels its tasks on the thread that is in [#blockOn], or
  /// else on the calling one.
  public void closeNow() {
    executor.closeNow(null);
    closePools(0);
    instruments.close();
  }

  /// Ends the runtime when its work is done, or at a deadline. In order:
  ///
  /// 1. tasks are asked to come to their end ([#requestShutdown]): listeners close, scopes are
  ///    cancelled and clean up, spawns from outside are refused;
  /// 2. it waits until every task is over and nobody is in [#blockOn], then for blocking calls.
  ///    Code that is not over by the deadline is cancelled without further notice;
  /// 3. [#close].
  ///
  /// {@snippet class="snippets.ShutdownSnippets" region="graceful"}
  ///
  /// Several callers: the nearest deadline counts. A runtime without threads of its own runs its
  /// tasks on the calling thread meanwhile.
  ///
  /// @param limit how long tasks may go on
  /// @return what was not over by then
  /// @throws IllegalStateException when called from a task; that may call [#requestShutdown]
  public CloseReport closeGracefully(Duration limit) {
    long deadline = clock.nanos() + nanos(limit);
    int cancelled = executor.closeGracefully(limit);
    boolean callsEnded = blocking.finish(deadline - clock.nanos());
    callsEnded &= cpu.finish(deadline - clock.nanos());
    CloseReport report = new CloseReport(cancelled, callsEnded);
    instruments.close();
    return report;
  }

  /// Asks tasks to come to their end and refuses what is spawned from outside from now on, without
  /// waiting and without cancelling: legal in a task, too. What tasks spawn is still taken on. Call
  /// one of the others afterwards.
  public void requestShutdown() {
    executor.requestShutdown();
  }

  /// What tasks see of the wish that they come to their end; in a task,
  /// [Tasks#shutdownRequested][dev.wakeful.executor.Tasks#shutdownRequested] is shorter.
  ///
  /// *Cancel-safe: yes, it only tells.*
  public Shutdown shutdown() {
    return executor.shutdown();
  }

  /// A time that can be added to the clock: no longer than 146 years.
  private static long nanos(Duration limit) {
    return Math.min(TimeUnit.NANOSECONDS.convert(limit), Long.MAX_VALUE / 2);
  }

  @Override
  public String toString() {
    return "runtime " + name;
  }
}
