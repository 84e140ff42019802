package dev.wakeful.runtime;

import dev.wakeful.executor.BlockingPool;
import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.executor.TaskDump;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Future;
import dev.wakeful.observe.Instruments;
import dev.wakeful.observe.Observed;
import dev.wakeful.observe.RuntimeMetrics;
import dev.wakeful.task.AnyThread;
import java.util.concurrent.Callable;
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
  private final TaskExecutor executor;
  private final BlockingPool blocking;
  private final String name;
  private final Supplier<RuntimeMetrics> metrics;
  private final Instruments instruments = new Instruments(this);

  AsyncRuntime(
      String name, TaskExecutor executor, BlockingPool blocking, Supplier<RuntimeMetrics> metrics) {
    this.name = name;
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
    return blocking.run(call);
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
  /// waiting blocking calls are dropped, running ones get ten seconds and are then left alone on
  /// their daemon threads; failures that nobody took are reported.
  ///
  /// Calling it again, or from several threads, waits for the same end.
  ///
  /// @throws IllegalStateException when called from a task, which it would wait for
  @Override
  public void close() {
    executor.close();
    blocking.close();
    instruments.close();
  }

  @Override
  public String toString() {
    return "runtime " + name;
  }
}
