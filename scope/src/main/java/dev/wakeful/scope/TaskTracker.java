package dev.wakeful.scope;

import dev.wakeful.executor.JoinHandle;
import dev.wakeful.executor.Spawner;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.task.AnyThread;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Knows how many tasks are left, and tells when none are: for a server that stops taking
/// connections and waits until those it has are done.
///
/// {@snippet class="snippets.ScopeSnippets" region="track"}
///
/// It counts and holds nothing else: no task, no value, no failure. So, other than a [JoinSet], it
/// does not grow, however many tasks come and go, and nobody has to take their outcomes. It aborts
/// nobody.
///
/// A tracker is *open* or *closed*. That decides about [#waiting] only: a closed one can be given
/// tasks, too, and can be opened again. Any thread may use it.
///
/// **Memory.** What was done by a tracked future, or before a token was closed, happens-before a
/// [#waiting] future that this makes ready.
///
/// After `TaskTracker` of `tokio-util`.
public final class TaskTracker {
  private final Tally tally = new Tally();

  /// An open tracker without tasks.
  public TaskTracker() {}

  /// Spawns a task that is counted until its future is released, on the executor that polls here.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on, is counted, and its value is
  /// lost.*
  ///
  /// @param future what to poll
  /// @throws IllegalStateException when no executor polls here
  public <T extends @Nullable Object> JoinHandle<T> spawn(@AnyThread Future<T> future) {
    return spawnOn(Tasks::spawn, future);
  }

  /// [#spawn] on another runtime.
  ///
  /// *Cancel-safe: as [#spawn].*
  ///
  /// @param spawner who takes the task on
  /// @param future what to poll
  public <T extends @Nullable Object> JoinHandle<T> spawnOn(
      Spawner spawner, @AnyThread Future<T> future) {
    Future<T> counted = track(future);
    boolean spawned = false;
    try {
      JoinHandle<T> task = spawner.spawn(counted);
      spawned = true;
      return task;
    } finally {
      if (!spawned) {
        counted.cancel();
      }
    }
  }

  /// A future that is counted from now on until it is released: it gave its value, failed or was
  /// cancelled. One that is forgotten is counted for ever.
  ///
  /// *Cancel-safe: as the future.*
  ///
  /// @param future what to poll
  public <T extends @Nullable Object> Future<T> track(Future<T> future) {
    return new Tracked<>(future, token());
  }

  /// Something else that is counted until the token is closed: a thread, a request of another
  /// library.
  public Token token() {
    tally.enter();
    return new Token(tally);
  }

  /// From here on an empty tracker is one to be told of. Who waits already is told if it is empty
  /// now.
  ///
  /// @return whether it was open
  public boolean close() {
    return tally.close();
  }

  /// Opens it again. Who was to be told of an earlier moment still is.
  ///
  /// @return whether it was closed
  public boolean reopen() {
    return tally.reopen();
  }

  /// A future that is ready once there is a moment, after it was made, at which the tracker is both
  /// closed and empty. Such a moment is never missed, even if the tracker is opened again or given
  /// tasks before this is polled.
  ///
  /// *Cancel-safe: yes, but for the moment: another future waits for the next one.*
  public Future<Void> waiting() {
    return new Wait(tally);
  }

  /// Whether it is closed.
  public boolean isClosed() {
    return tally.isClosed();
  }

  /// How many are counted; true when nothing happens meanwhile.
  public int size() {
    return tally.count();
  }

  /// Whether none are counted.
  public boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public String toString() {
    return "TaskTracker[" + size() + (isClosed() ? ", closed]" : "]");
  }

  /// Counted by a [TaskTracker] until it is closed. Any thread may close it, also twice.
  public static final class Token implements AutoCloseable {
    private final AtomicReference<@Nullable Tally> tally;

    private Token(Tally tally) {
      this.tally = new AtomicReference<>(tally);
    }

    @Override
    public void close() {
      Tally counted = tally.getAndSet(null);
      if (counted != null) {
        counted.leave();
      }
    }
  }
}
