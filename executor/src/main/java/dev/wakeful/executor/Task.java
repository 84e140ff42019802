package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Cancelled;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A future that an executor has taken on: state word, join cell, handle and waker in one object.
///
/// Rules for the fields:
///
/// 1. `future` is touched only by the thread that polls: between taking the task out of a run queue
///    and [TaskState#endPoll] or [TaskState#finish], or by the executor's shutdown when nobody
///    polls any more. The state word hands it from one to the next.
/// 2. It is null as soon as the task is over, before the joiner hears of it: what the future held
///    is released first.
/// 3. [#awaited] and [#polled] alone read it from other threads, for people to look at.
/// 4. The state word and the join cell may be touched by anybody; see their classes.
///
/// @param <T> the type of the future's value
class Task<T extends @Nullable Object> extends JoinCell<T> implements Waker, Traced {
  private final Scheduler scheduler;
  private @Nullable Future<T> future;

  Task(Scheduler scheduler, @Nullable String name, Future<T> future) {
    super(name);
    this.scheduler = scheduler;
    this.future = Objects.requireNonNull(future);
  }

  /// A task for a future that somebody spawns, heard by the listeners if they want to.
  static <T extends @Nullable Object> Task<T> spawned(
      Scheduler scheduler,
      Setup setup,
      Listeners listeners,
      @Nullable String name,
      Future<T> future) {
    Future<T> polled = SpawnSite.remember(setup.spawnSites(), future);
    return listeners.hearTasks()
        ? listeners.begin(new HeardTask<>(scheduler, name, polled))
        : new Task<>(scheduler, name, polled);
  }

  @Override
  public final void wake() {
    if (onWake()) {
      scheduler.schedule(this);
    }
  }

  @Override
  public final void abort() {
    if (onAbort()) {
      wake();
    }
  }

  @Override
  final UnjoinedFailures failures() {
    return scheduler.failures();
  }

  /// Polls the task once, or cancels it when it was aborted. Called by whoever took it out of a run
  /// queue; throws nothing that a task's code throws.
  ///
  /// On each way out the poller is told that the poll ends, and a full fence follows. It is that of
  /// an atomic step which is made anyway, where the task goes on or has a value: of the state word,
  /// or of the join cell. Otherwise it comes last, for failures are told to strangers.
  ///
  /// @param poller what it is polled with
  /// @param budget how much the poll may do
  final void run(TaskContext poller, int budget) {
    Future<T> polled = future;
    if (polled == null) { // over: its executor has shut down
      over(poller);
      return;
    }
    long begun = beginPoll();
    Context cx = poller.begin(this, budget);
    if (isAborted(begun)) {
      end(polled, poller);
      return;
    }
    Poll<T> answer;
    try {
      answer = Objects.requireNonNull(pollOnce(polled, cx), "poll() returned null");
    } catch (Cancelled e) {
      end(polled, poller);
      return;
    } catch (Throwable failure) {
      future = null;
      finish();
      ended(TaskEnd.FAILED, failure);
      fail(failure);
      reportIfFatal(failure);
      over(poller);
      return;
    }
    switch (answer) {
      case Poll.Ready<T> ready -> {
        future = null;
        finish();
        ended(TaskEnd.COMPLETED, null);
        poller.ends();
        complete(ready);
      }
      case Poll.Pending<T> pending -> {
        poller.ends();
        if (endPoll(begun)) {
          scheduler.reschedule(this);
        }
      }
    }
  }

  /// Cancels a task that nobody polls, for an executor that closes.
  final void shutDown() {
    Future<T> left = future;
    if (left != null) {
      TaskContext here = new TaskContext(Ambient.slots());
      here.begin(this, Current.budget(here.slots()));
      Ambient.run(here::slots, () -> end(left, here));
    }
  }

  /// Cancels the future and tells the joiner.
  private void end(Future<T> cancelled, TaskContext poller) {
    future = null;
    finish();
    try {
      cancelled.cancel();
    } catch (Throwable failure) {
      ended(TaskEnd.FAILED, failure);
      fail(failure);
      over(poller);
      return;
    }
    ended(TaskEnd.CANCELLED, null);
    completeCancelled();
    over(poller);
  }

  /// The poll is over.
  private static void over(TaskContext poller) {
    poller.ends();
    VarHandle.fullFence(); // pairs with NextSlot.open(), as the steps do on the other ways out
  }

  /// One poll, for [HeardTask] to tell of. While no listener wants to hear of tasks there is no
  /// such class, and the compiler sees one method only.
  Poll<T> pollOnce(Future<T> polled, Context cx) throws Exception {
    return polled.poll(cx);
  }

  /// The task is over and its joiner does not know yet: for [HeardTask], as above.
  void ended(TaskEnd how, @Nullable Throwable failure) {}

  /// What the task waits for. Any thread may ask: the field is read once, without order, so the
  /// answer may be that of a moment ago.
  @Override
  public final List<Future<?>> awaited() {
    Future<T> polled = future;
    return polled != null ? List.of(polled) : List.of();
  }

  /// The future, or null when the task is over; as [#awaited], for people to look at.
  final @Nullable Future<T> polled() {
    return future;
  }

  /// A joiner can do nothing about a machine that is out of memory or of classes; the handler may.
  private void reportIfFatal(Throwable failure) {
    boolean fatal =
        (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError))
            || failure instanceof LinkageError;
    if (fatal) {
      failures().tell(TaskFailure.of(name(), id(), failure));
    }
  }
}
