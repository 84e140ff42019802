package dev.wakeful.runtime;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.LocalSet;
import dev.wakeful.executor.Spawner;
import dev.wakeful.future.Future;
import dev.wakeful.task.AnyThread;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A runtime of one thread, whose tasks may hold what is bound to that thread: an event loop.
///
/// {@snippet class="snippets.LocalRuntimeSnippets" region="local"}
///
/// It is an [AsyncRuntime] without threads of its own, with its timers, reactor and blocking pool,
/// and belongs to the thread that first calls [#blockOn] or [#spawnLocal]. Tasks run while that
/// thread is in `blockOn`, the confined and the shareable ones by turns.
///
/// Other threads may call [#spawn], [#spawnBlocking] and the methods of handles. What only the
/// thread of the runtime may call says so, and throws an `IllegalStateException` that names both
/// threads.
///
/// After Tokio's `LocalRuntime`.
public final class LocalRuntime implements Spawner, AutoCloseable {
  private final AsyncRuntime runtime;
  private final LocalSet confined;

  LocalRuntime(AsyncRuntime runtime, LocalSet confined) {
    this.runtime = runtime;
    this.confined = confined;
  }

  /// Polls a future and the tasks on the calling thread until the future is ready; the thread
  /// sleeps in between. Inside of it [Tasks#spawnLocal][dev.wakeful.executor.Tasks#spawnLocal]
  /// works, in every task. For the thread of the runtime.
  ///
  /// @param future what to wait for
  /// @return its value
  /// @throws Exception its failure, the same object
  /// @throws IllegalStateException when called on another thread, from a task, or after [#close]
  public <T extends @Nullable Object> T blockOn(Future<T> future) throws Exception {
    return runtime.blockOn(confined.runUntil(future));
  }

  /// Takes on a future as a task that stays on the thread of the runtime; never polled on the spot.
  /// For the thread of the runtime.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param future what to poll
  /// @throws IllegalStateException when called on another thread
  public <T extends @Nullable Object> JoinHandle<T> spawnLocal(Future<T> future) {
    return confined.spawnLocal(future);
  }

  /// Takes on a future as a task, from any thread: so it must be one that may be handed over.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param future what to poll
  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(@AnyThread Future<T> future) {
    return runtime.spawn(future);
  }

  /// Runs a call that may block on a thread of the blocking pool: [AsyncRuntime#spawnBlocking].
  ///
  /// *Cancel-safe: no, when the handle is cancelled the call runs on and its value is lost.*
  ///
  /// @param call what to run
  /// @throws java.util.concurrent.RejectedExecutionException when the pool's queue is full
  public <T extends @Nullable Object> JoinHandle<T> spawnBlocking(Callable<T> call) {
    return runtime.spawnBlocking(call);
  }

  /// How many tasks have been spawned and are not over, of both kinds. For the thread of the
  /// runtime; others get a number that may be out of date.
  public int aliveTasks() {
    return confined.aliveTasks() + runtime.aliveTasks();
  }

  /// The name given to the builder.
  public String name() {
    return runtime.name();
  }

  /// Ends the runtime: the confined tasks are cancelled, then as [AsyncRuntime#close]. For the
  /// thread of the runtime.
  ///
  /// @throws IllegalStateException when called on another thread, or from a task
  @Override
  public void close() {
    confined.cancel();
    runtime.close();
  }

  @Override
  public String toString() {
    return "local runtime " + runtime.name();
  }
}
