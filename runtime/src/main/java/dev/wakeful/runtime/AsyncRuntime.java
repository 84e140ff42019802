package dev.wakeful.runtime;

import dev.wakeful.executor.BlockingPool;
import dev.wakeful.executor.BlockingStats;
import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.task.AnyThread;
import java.util.concurrent.Callable;
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
public final class AsyncRuntime implements Spawner, AutoCloseable {
  private final TaskExecutor executor;
  private final BlockingPool blocking;
  private final BlockingPool cpu;
  private final String name;

  AsyncRuntime(String name, TaskExecutor executor, BlockingPool blocking, BlockingPool cpu) {
    this.cpu = cpu;
    this.name = name;
    this.executor = executor;
    this.blocking = blocking;
  }

  /// A runtime with a worker thread for each processor.
  ///
  /// @throws java.io.UncheckedIOException when the kernel has no poller to give
  public static AsyncRuntime create() {
    return builder().build();
  }

  /// A runtime without threads of its own: its tasks run on the thread that calls [#blockOn], one
  /// at a time. The best form for a program with one core's worth of work, and for tests.
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
  /// @param taskName what to call the task
  /// @param future what to poll
  public <T extends @Nullable Object> JoinHandle<T> spawn(
      String taskName, @AnyThread Future<T> future) {
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

  /// The name given to the builder.
  public String name() {
    return name;
  }

  /// Ends the runtime, in order: no task is taken on any more; polls under way return; every task
  /// is cancelled; sleeps and sockets that somebody still polls fail; the threads are joined;
  /// waiting calls of both pools are dropped unless they are mandatory, running ones get ten
  /// seconds in each pool and are then left alone on their daemon threads; failures that nobody
  /// took are reported.
  ///
  /// Calling it again, or from several threads, waits for the same end.
  ///
  /// @throws IllegalStateException when called from a task, which it would wait for
  @Override
  public void close() {
    executor.close();
    blocking.close();
    cpu.close();
  }

  @Override
  public String toString() {
    return "runtime " + name;
  }
}
