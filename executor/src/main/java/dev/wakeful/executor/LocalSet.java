package dev.wakeful.executor;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.NotShareable;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tasks that stay on one thread, as one future: whoever polls it polls them.
///
/// {@snippet class="snippets.LocalSnippets" region="set"}
///
/// The tasks may hold what is bound to a thread. They go on while somebody polls the set: it is a
/// future that is ready when all of them are done, and [#runUntil] polls them beside another
/// future. To the runtime it is one task, or part of one.
///
/// **Thread.** The set belongs to the thread that first spawns or polls here, and only that thread
/// may use it; others get an `IllegalStateException` that names both. So poll it where the thread
/// does not change: in `blockOn`, or in a task of a current-thread runtime. Wake-ups come from any
/// thread, and so do [JoinHandle#abort] and the poll of a handle: the future of an aborted task is
/// cancelled by the set's thread.
///
/// **Order and fairness.** First woken, first polled. After 61 tasks the set lets others run that
/// the runtime polls. Each poll of a task has a cooperation budget of its own; the future in
/// `runUntil` uses the budget of whoever polls it.
///
/// **The end.** When the set is cancelled, all its tasks are, on its thread. After that, and after
/// it was ready, it takes no more tasks: a future that is spawned is cancelled at once. Failures
/// that nobody takes go to the [FailureHandler] of the runtime that polls the set; without one they
/// are logged.
///
/// After Tokio's `LocalSet`.
@NotShareable
public final class LocalSet implements Future<Void> {
  /// Tasks polled in one poll of the set. After Tokio.
  private static final int TASKS_PER_POLL = 61;

  private final Confined tasks;
  private final Poller whole = new Poller();

  /// Those that have polled the set and are not over. The one that polled last is woken.
  private final List<Poller> pollers = new ArrayList<>();

  private boolean finished;

  /// A set without tasks, of no thread yet.
  public LocalSet() {
    this(FailureHandler.logging());
  }

  /// A set without tasks, of no thread yet.
  ///
  /// @param failures who is told of failures that nobody joined, while no runtime polls the set
  public LocalSet(FailureHandler failures) {
    this.tasks = new Confined("local set", failures);
  }

  /// Takes on a future as a task of this set. Never polls it on the spot.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param future what to poll
  /// @throws IllegalStateException when called on another thread
  public <T extends @Nullable Object> JoinHandle<T> spawnLocal(Future<T> future) {
    return tasks.spawn(null, future);
  }

  /// [#spawnLocal(Future)] with a name for messages.
  ///
  /// *Cancel-safe: no, when the handle is cancelled the task runs on and its value is lost.*
  ///
  /// @param name what to call the task
  /// @param future what to poll
  /// @throws IllegalStateException when called on another thread
  public <T extends @Nullable Object> JoinHandle<T> spawnLocal(String name, Future<T> future) {
    return tasks.spawn(name, future);
  }

  /// A future that polls another one and the tasks of this set, until the other one is ready; then
  /// the tasks stay where they are.
  ///
  /// Inside of it [Tasks#spawnLocal] adds to this set. Several may be polled by turns.
  ///
  /// *Cancel-safe: as the future given; the tasks stay in the set.*
  ///
  /// @param future what to wait for
  public <T extends @Nullable Object> Future<T> runUntil(Future<T> future) {
    return new RunUntil<>(this, future);
  }

  /// How many tasks have been spawned and are not over. For the thread of the set.
  public int aliveTasks() {
    return tasks.alive();
  }

  /// Polls tasks; ready when all are done.
  @Override
  public Poll<Void> poll(Context cx) {
    if (finished) {
      throw Finished.polledAgain("LocalSet");
    }
    tasks.mustOwn("polled");
    if (tasks.isPolling()) {
      throw new IllegalStateException(
          "this local set was polled by one of its own tasks, which would wait for itself");
    }
    enter(whole, cx.waker());
    tick(cx);
    if (tasks.alive() > 0) {
      return Poll.pending();
    }
    end();
    return Poll.done();
  }

  @Override
  public void cancel() {
    if (!finished) {
      tasks.mustOwn("cancelled");
      end();
    }
  }

  private void end() {
    tasks.shutDown();
    finished = true;
    leave(whole);
  }

  /// These slots, and this set as the one that [Tasks#spawnLocal] adds to: for a runtime all of
  /// whose tasks are polled on the thread of the set.
  ///
  /// @param slots what else futures find
  public Slots within(Slots slots) {
    return slots.with(Confined.SLOT, tasks);
  }

  Confined tasks() {
    return tasks;
  }

  /// Says who polls and is to be woken. Not needed inside another poll of the set.
  void enter(Poller poller, Waker waker) {
    poller.waker = waker;
    if (!pollers.contains(poller)) {
      pollers.add(poller);
    }
    tasks.listen(waker);
  }

  /// Somebody will not poll any more: the others must say again whom to wake.
  void leave(Poller poller) {
    if (pollers.remove(poller)) {
      for (Poller other : List.copyOf(pollers)) {
        other.waker.wake();
      }
    }
  }

  /// Polls tasks, but so many at most.
  void tick(Context cx) {
    tasks.turns(
        cx.slots(),
        () -> {
          int left = TASKS_PER_POLL;
          while (left > 0 && tasks.pollNext()) {
            left--;
          }
        });
    tasks.tidy();
    if (tasks.hasWork()) {
      cx.waker().wake();
    }
  }

  @Override
  public String toString() {
    return "LocalSet of " + tasks.alive() + " tasks";
  }

  /// One future that polls the set.
  static final class Poller {
    private Waker waker = Waker.noop();
  }
}
