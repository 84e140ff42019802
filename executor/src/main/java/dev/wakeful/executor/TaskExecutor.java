package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.future.Shutdown;
import dev.wakeful.task.AnyThread;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Who polls futures: it takes them on as tasks, and polls each one when it was woken.
///
/// Any thread may call any method.
///
/// **Order.** If every poll returns, every woken task is polled again after finitely many others. A
/// task that wakes itself goes behind those already waiting. There is no other promise.
///
/// # Memory consistency
///
/// Actions before [#spawn] happen-before the first poll of the task; what was done in one poll
/// happens-before the next; the last one happens-before the [JoinHandle] answers Ready.
public sealed interface TaskExecutor extends Spawner, AutoCloseable
    permits CurrentThreadExecutor, MultiThreadExecutor {

  /// An executor whose tasks run on the threads that call [#blockOn], one at a time.
  ///
  /// @param setup what it is made of
  static TaskExecutor currentThread(Setup setup) {
    return new CurrentThreadExecutor(setup);
  }

  /// An executor with threads of its own that take work from each other.
  ///
  /// @param setup what it is made of
  /// @param workers how many threads, at least 1
  static TaskExecutor multiThread(Setup setup, int workers) {
    return MultiThreadExecutor.start(setup, workers);
  }

  /// The executor that polls on the current thread.
  ///
  /// @throws IllegalStateException when none does
  static TaskExecutor current() {
    return Current.executor();
  }

  /// Takes on a future as a task of its own, which runs whether or not anybody looks at the handle.
  /// Never polls it on the spot.
  ///
  /// After [#close] the future is cancelled at once and the handle gives [TaskCancelled].
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param future what to poll
  @Override
  default <T extends @Nullable Object> JoinHandle<T> spawn(@AnyThread Future<T> future) {
    return spawn(null, future);
  }

  /// [#spawn(Future)] with a name for messages.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param name what to call the task; null for its number
  /// @param future what to poll
  @Override
  <T extends @Nullable Object> JoinHandle<T> spawn(
      @Nullable String name, @AnyThread Future<T> future);

  /// Polls a future on the calling thread until it is ready, and sleeps in between.
  ///
  /// The caller may be any platform or virtual thread that polls no task itself. Interrupts do not
  /// end it; they stay pending.
  ///
  /// @param future what to wait for
  /// @return its value
  /// @throws Exception its failure, the same object
  /// @throws IllegalStateException when called from a task, or when the executor is closed
  <T extends @Nullable Object> T blockOn(Future<T> future) throws Exception;

  /// How many tasks have been spawned and are not over. Exact when nothing happens meanwhile.
  int aliveTasks();

  /// What the executor is about: its tasks with their await chains, its threads, and tasks that
  /// wait for each other. Nobody is polled, stopped or kept waiting for it; it may be taken at any
  /// time, also from a task and after the close. It costs the caller some hundred nanoseconds for
  /// each future in a chain, `toString` of the futures included.
  TaskDump dump();

  /// What it has done so far. Disturbs nobody; also after [#close].
  ExecutorMetrics metrics();

  /// Ends everything, in order: no task is taken on any more; polls under way return; every task is
  /// cancelled on a thread of the executor (with one thread: on one that is in [#blockOn], or else
  /// on the calling one); the driver is closed; failures that nobody took are reported; threads are
  /// joined. Calling it again, or from several threads, waits for the same end. Interrupts do not
  /// end it; they stay pending.
  ///
  /// @throws IllegalStateException when called from a task, which it would wait for
  @Override
  void close();

  /// [#close], but it waits no longer than this; what is left goes on to its end without the
  /// caller.
  ///
  /// @param limit how long to wait for polls under way and for code that cancels
  /// @return whether all is over
  /// @throws IllegalStateException when called from a task
  boolean closeWithin(Duration limit);

  /// [#close] without waiting for it: legal in a task, too. When no thread belongs to the executor
  /// or is in [#blockOn], the tasks are cancelled on the calling one.
  ///
  /// @param because the failure that is the reason, which [#blockOn] gives as the cause; or null
  void closeNow(@Nullable Throwable because);

  /// Makes the wish that tasks come to their end ([Shutdown]), and refuses from now on what is
  /// spawned from outside. Tasks go on, and so does what they, or a future in [#blockOn], spawn.
  /// Never waits; legal in a task.
  void requestShutdown();

  /// [#requestShutdown], then waits until no task is left and nobody is in [#blockOn], then
  /// [#close]. What is not over by the deadline is cancelled. Needs timers among its slots. Several
  /// callers: the nearest deadline counts.
  ///
  /// @param limit how long tasks may go on
  /// @return how many were cancelled
  /// @throws IllegalStateException when called from a task
  int closeGracefully(Duration limit);

  /// What tasks see of the wish that they come to their end.
  ///
  /// *Cancel-safe: yes, it only tells.*
  Shutdown shutdown();
}
