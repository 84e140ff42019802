package dev.wakeful.executor;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.AnyThread;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
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

  /// A future that is Pending once: others that wait for this thread come first.
  ///
  /// *Cancel-safe: yes.*
  public static Future<Void> yieldNow() {
    return new YieldNow();
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
