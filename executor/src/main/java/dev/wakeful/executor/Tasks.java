package dev.wakeful.executor;

import dev.wakeful.env.CarrierThread;
import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.Shutdown;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.AnyThread;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// What a task can ask of the executor that polls it.
public final class Tasks {
  private Tasks() {}

  /// Takes on a future as a task of its own, on the executor that polls on this thread.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param future what to poll
  /// @throws IllegalStateException when no executor polls here; then use the executor's own method
  public static <T extends @Nullable Object> JoinHandle<T> spawn(@AnyThread Future<T> future) {
    return Current.executor().spawn(future);
  }

  /// [#spawn(Future)] with a name for messages.
  ///
  /// @param name what to call the task
  /// @param future what to poll
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      String name, @AnyThread Future<T> future) {
    return Current.executor().spawn(name, future);
  }

  /// A future that is ready once the runtime that polls it is to end: time to take on nothing new.
  ///
  /// *Cancel-safe: yes.*
  public static Future<Void> shutdownRequested() {
    return Future.lazy(cx -> cx.require(Shutdown.SLOT).requested()).andThen(wish -> wish);
  }

  /// Takes on a future as a task that stays on this thread, in the [LocalSet], [LocalPool] or local
  /// runtime that polls here. It may hold what is bound to the thread.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param future what to poll
  /// @throws IllegalStateException when nothing of the kind polls here
  public static <T extends @Nullable Object> JoinHandle<T> spawnLocal(Future<T> future) {
    return Ambient.slots().require(Confined.SLOT).spawn(null, future);
  }

  /// [#spawnLocal(Future)] with a name for messages.
  ///
  /// @param name what to call the task
  /// @param future what to poll
  public static <T extends @Nullable Object> JoinHandle<T> spawnLocal(
      String name, Future<T> future) {
    return Ambient.slots().require(Confined.SLOT).spawn(name, future);
  }

  /// Calls something that blocks its thread, in the middle of a poll, and tells the executor so:
  /// other workers take over what waits for this one, and look after sockets and timers.
  ///
  /// For the odd call deep inside of code that cannot await. The task itself stands still, with
  /// everything that it polls besides; and as many tasks can block at once as there are workers,
  /// the last of which stops all the others: there is no thread in reserve, as Tokio has. What
  /// blocks often belongs on `spawnBlocking`.
  ///
  /// Inside, [TaskExecutor#blockOn] is allowed; what is spawned or woken there is polled by other
  /// workers; calls may be nested. The cooperation budget of the poll is as it was. On a thread
  /// that polls for no runtime, and in a body that was not woven, it is a plain call.
  ///
  /// @param call what to call
  /// @return what it returns
  /// @throws Exception what it throws
  /// @throws IllegalStateException when the runtime has no worker threads
  public static <T extends @Nullable Object> T blockInPlace(Callable<T> call) throws Exception {
    return Current.blockInPlace(call);
  }

  /// The number of the worker on whose thread this is called, from 0; empty elsewhere and inside of
  /// [#blockInPlace]. The same throughout a poll; a task may have another one in its next poll.
  public static OptionalInt workerIndex() {
    return CarrierThread.current() instanceof Worker worker
        ? OptionalInt.of(worker.number())
        : OptionalInt.empty();
  }

  /// A future that remembers this line, and adds it to its failure, if the runtime that polls here
  /// [remembers where tasks are spawned][Setup#spawnSites]; else the future itself.
  ///
  /// A task does so of its own accord. This is for those who put something around what they are
  /// given before they spawn it, and see to its failure themselves.
  ///
  /// *Cancel-safe: as the future.*
  ///
  /// @param future what is going to be polled as a part of a task
  public static <T extends @Nullable Object> Future<T> spawnedHere(Future<T> future) {
    return SpawnSite.remember(Current.remembersSpawnSites(), future);
  }

  /// A future that is Pending once: others that wait for this thread come first.
  ///
  /// Tasks that do nothing but yield do not keep sockets and timers out: they are looked after
  /// every 61 polls, a few microseconds. (Tokio looks after them between any two yields of a task.)
  ///
  /// *Cancel-safe: yes.*
  public static Future<Void> yieldNow() {
    return new YieldNow();
  }

  /// A future that takes one unit of the cooperation budget, and is Pending first when there is
  /// none left: for a loop that computes and awaits nothing.
  ///
  /// Cheaper than [#yieldNow], which always goes behind the others. After
  /// `tokio::task::consume_budget`. *Cancel-safe: yes.*
  public static Future<Void> consumeBudget() {
    return new ConsumeBudget();
  }

  /// The [JoinHandle#id] of the task that calls, also while it is being cancelled.
  ///
  /// @throws IllegalStateException when no task calls, as in the future given to `blockOn`
  public static long currentId() {
    return current("currentId").id();
  }

  /// [#currentId], or nothing when no task calls.
  public static OptionalLong tryCurrentId() {
    Task<?> task = TaskContext.taskHere();
    return task == null ? OptionalLong.empty() : OptionalLong.of(task.id());
  }

  /// The [JoinHandle#name] of the task that calls.
  ///
  /// @throws IllegalStateException as [#currentId]
  public static String currentName() {
    return current("currentName").name();
  }

  private static Task<?> current(String method) {
    Task<?> task = TaskContext.taskHere();
    if (task == null) {
      throw new IllegalStateException(
          method
              + " was called on "
              + Thread.currentThread()
              + ", where no task is polled: the future given to blockOn is none; spawn it");
    }
    return task;
  }

  /// Future for [#yieldNow].
  private static final class YieldNow implements Future<Void> {
    private boolean yielded;
    private boolean finished;

    @Override
    public Poll<Void> poll(Context cx) {
      if (finished) {
        throw Finished.polledAgain("yieldNow");
      }
      if (yielded) {
        finished = true;
        return Poll.done();
      }
      yielded = true;
      cx.waker().wake();
      return Poll.pending();
    }

    @Override
    public void cancel() {
      finished = true;
    }

    @Override
    public String toString() {
      return "yieldNow";
    }
  }
}
