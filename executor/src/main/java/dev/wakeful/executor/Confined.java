package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Slot;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Tasks that stay on one thread, and their run queue: what [LocalSet] and [LocalPool] poll.
///
/// The thread is the first that spawns or polls here. It is asked for in every method that touches
/// tasks; [#schedule] alone may be called by any thread.
///
/// | field | touched by |
/// |---|---|
/// | `remote`, `sleeper` | any thread: what is woken elsewhere goes into `remote`, then `sleeper` is woken |
/// | `owner` | set once, by compare-and-set; read by anybody to ask "is it me?" |
/// | everything else | the owner, or a body of its tasks that has a thread of its own while the owner waits for it |
///
/// The owner goes to sleep as every future does: it leaves its waker in `sleeper`, then looks at
/// `remote` ([AtomicWaker]).
final class Confined implements Scheduler {
  /// The tasks that [Tasks#spawnLocal] adds to.
  static final Slot<Confined> SLOT =
      Slot.named(
          "local set",
          "spawnLocal needs a LocalSet, a LocalPool or a local runtime that polls on this thread");

  /// Turns between two looks at the remote queue while there is local work. After Tokio.
  private static final int REMOTE_INTERVAL = 31;

  private final String what;
  private final UnjoinedFailures own;
  private UnjoinedFailures failures;
  private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
  private final InjectQueue remote = new InjectQueue();
  private final AtomicWaker sleeper = new AtomicWaker();
  private final ArrayDeque<Task<?>> local = new ArrayDeque<>();
  private final OwnedTasks owned = new OwnedTasks();
  private Slots outer = Slots.none();
  private Slots slots = outer.with(SLOT, this);
  private TaskContext tasks = new TaskContext(slots);
  private int alive;
  private int over;
  private int turn;
  private int failuresSeen;
  private boolean polling;

  /// Whether a task is being polled, and not a future beside the tasks.
  private boolean inTask;

  private int budget = Setup.BUDGET;

  private boolean closed;

  /// No tasks, and no thread yet.
  ///
  /// @param what a noun for messages
  /// @param handler who is told of failures while no runtime polls here
  Confined(String what, FailureHandler handler) {
    this.what = what;
    this.own = new UnjoinedFailures(handler);
    this.failures = own;
  }

  /// Refuses other threads than the one to which the tasks belong.
  ///
  /// @param done what the caller is about to do, a participle
  void mustOwn(String done) {
    Thread me = Thread.currentThread();
    Thread known = owner.get();
    if (known != me && (known != null || !owner.compareAndSet(null, me))) {
      throw new IllegalStateException(
          "this "
              + what
              + " belongs to "
              + owner.get()
              + " and was "
              + done
              + " by "
              + me
              + ": its tasks stay on one thread; spawn shareable futures on a runtime instead");
    }
  }

  /// Takes on a future. Never polls it on the spot.
  <T extends @Nullable Object> JoinHandle<T> spawn(@Nullable String name, Future<T> future) {
    if (Ambient.slots().find(SLOT) != this) { // else it is the owner's turn, on whatever thread
      mustOwn("given a task");
    }
    Task<T> task = new Task<>(this, name, future);
    if (closed) {
      task.shutDown();
    } else {
      alive++;
      owned.add(task);
      schedule(task); // a task is born scheduled
    }
    return task;
  }

  @Override
  public void schedule(Task<?> task) {
    if (owner.get() != Thread.currentThread()) {
      if (remote.push(task)) {
        sleeper.wake();
      }
    } else if (!closed) {
      local.addLast(task);
      if (!polling) {
        sleeper.wake();
      }
    }
  }

  @Override
  public void reschedule(Task<?> task) {
    local.addLast(task);
  }

  @Override
  public UnjoinedFailures failures() {
    return failures;
  }

  /// Says whom to wake when there is a task to poll. Look at the queues after it.
  void listen(Waker waker) {
    sleeper.register(waker);
  }

  /// What tasks find when they are polled with what is around: that, and this set.
  Slots within(Slots around) {
    if (around != outer && around != slots && around != tasks.slots()) {
      outer = around;
      slots = around.find(SLOT) == this ? around : around.with(SLOT, this);
      tasks = new TaskContext(slots);
      budget = Current.budget(slots);
    }
    return here();
  }

  /// What is found now: in a task also which one it is.
  private Slots here() {
    return inTask ? tasks.slots() : slots;
  }

  /// Whether a poll is under way, further up the stack.
  boolean isPolling() {
    return polling;
  }

  /// Calls something that polls a future beside the tasks.
  ///
  /// @param around what futures find there
  <T extends @Nullable Object> T polling(Slots around, ScopedValue.CallableOp<T, Exception> polls)
      throws Exception {
    boolean before = begin(around);
    try {
      return Ambient.call(this::here, polls);
    } finally {
      polling = before;
    }
  }

  /// Runs something that calls [#pollNext].
  ///
  /// @param around what tasks find there
  void turns(Slots around, Runnable turns) {
    boolean before = begin(around);
    try {
      Ambient.run(this::here, turns);
    } finally {
      polling = before;
    }
  }

  private boolean begin(Slots around) {
    boolean before = polling;
    within(around);
    failures = Current.failures(own);
    polling = true;
    return before;
  }

  /// Polls the task that waits longest.
  ///
  /// @return whether there was one
  boolean pollNext() {
    Task<?> task = next();
    if (task == null) {
      return false;
    }
    inTask = true;
    try {
      task.run(tasks, budget);
    } finally {
      inTask = false;
    }
    if (task.isOver()) {
      alive--;
      over++;
    }
    return true;
  }

  private @Nullable Task<?> next() {
    if (++turn % REMOTE_INTERVAL == 0) {
      Task<?> task = remote.pop();
      if (task != null) {
        return task;
      }
    }
    Task<?> task = local.pollFirst();
    return task != null ? task : remote.pop();
  }

  /// Lets go of finished tasks when there are failures among them that somebody may have forgotten.
  void tidy() {
    tasks.forget();
    failures.reportForgotten();
    int seen = failures.everWatched();
    if (seen != failuresSeen) {
      failuresSeen = seen;
      owned.tidy();
    }
  }

  /// Whether a task waits to be polled.
  boolean hasWork() {
    return !local.isEmpty() || !remote.isEmpty();
  }

  /// How many tasks are not over.
  int alive() {
    return alive;
  }

  /// How many tasks have been polled to their end, modulo 2^32.
  int over() {
    return over;
  }

  /// Whether no task is taken on any more.
  boolean isClosed() {
    return closed;
  }

  /// Takes no more tasks and cancels those that are not over. Wake-ups that come later do nothing.
  void shutDown() {
    mustOwn("cancelled");
    if (polling || Ambient.slots().find(SLOT) == this) {
      throw new IllegalStateException(
          "this " + what + " was cancelled by one of its own tasks, during its poll");
    }
    if (closed) {
      return;
    }
    closed = true;
    remote.close();
    Ambient.run(() -> slots, owned::shutDownAll);
    local.clear();
    alive = 0;
    own.reportAll();
  }
}
