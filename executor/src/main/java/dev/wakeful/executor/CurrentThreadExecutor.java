package dev.wakeful.executor;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Parker;
import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Executor for [TaskExecutor#currentThread]: it has no threads; whoever calls [#blockOn] lends
/// one.
///
/// One caller at a time owns the core (the local queue, the driver, the tasks); others that call
/// `blockOn` meanwhile poll their own future only, and one of them takes over when the owner
/// leaves.
///
/// | field | touched by |
/// |---|---|
/// | `local`, `owned`, `turn` | the owner |
/// | `owner` | set and cleared under `coreLock`; read by anybody to ask "is it me?" |
/// | `asleep` | written by the owner, read by whoever has put something into `inject` |
///
/// The owner goes to sleep as a worker of the multi-thread executor does: it says so, then looks at
/// `inject` once more; whoever injects looks at `asleep` after. Both are volatile.
final class CurrentThreadExecutor implements TaskExecutor, Scheduler {
  /// Turns between two looks at the inject queue while there is local work. After Tokio.
  private static final int INJECT_INTERVAL = 31;

  private final Setup setup;
  private final Slots slots;
  private final Core core;
  private final int injectInterval;
  private final UnjoinedFailures failures;
  private final InjectQueue inject = new InjectQueue();
  private final OutsideTasks outside = new OutsideTasks();
  private final ArrayDeque<Task<?>> local = new ArrayDeque<>();
  private final OwnedTasks owned = new OwnedTasks();
  private final Clock clock;
  private int turn;
  private int failuresSeen;

  private final Object coreLock = new Object();
  private final List<Parker> waiting = new ArrayList<>(); // guarded by coreLock
  private boolean ended; // guarded by coreLock
  private volatile boolean closing;

  private final ThreadHooks hooks;
  private final Watchdog watchdog;
  private final AtomicInteger roots = new AtomicInteger();

  CurrentThreadExecutor(Setup setup) {
    this.setup = setup;
    this.clock = setup.env().clock();
    this.failures = new UnjoinedFailures(setup.failures());
    this.slots = Current.slots(this, setup, failures);
    this.core = new Core(Context.of(Waker.noop(), StreamChance.in(slots, setup, "tasks")));
    this.injectInterval = setup.injectInterval(INJECT_INTERVAL);
    this.hooks = new ThreadHooks(setup, failures);
    this.watchdog = new Watchdog(setup, failures, core);
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(@Nullable String name, Future<T> future) {
    Task<T> task = new Task<>(this, name, SpawnSite.remember(setup.spawnSites(), future));
    if (isOwner()) {
      if (closing) {
        task.shutDown();
      } else {
        owned.add(task);
        core.counters.count(WorkerCounters.SPAWNED);
        addLocal(task);
      }
    } else if (outside.add(task)) {
      scheduleFromOutside(task);
    } else {
      task.shutDown();
    }
    return task;
  }

  @Override
  public void schedule(Task<?> task) {
    if (isOwner()) {
      addLocal(task);
    } else {
      scheduleFromOutside(task);
    }
  }

  @Override
  public void reschedule(Task<?> task) {
    if (isOwner() && core.context.isSpent()) {
      core.counters.count(WorkerCounters.BUDGET_YIELDS);
    }
    schedule(task);
  }

  private void addLocal(Task<?> task) {
    core.counters.count(WorkerCounters.LOCAL_SCHEDULES);
    local.addLast(task);
  }

  private void scheduleFromOutside(Task<?> task) {
    if (inject.push(task)) {
      disturb();
    }
  }

  /// Wakes the owner if it sleeps in the driver. Called after something was published for it.
  private void disturb() {
    if (core.asleep) {
      setup.driver().unpark();
    }
  }

  private boolean isOwner() {
    return core.owner == Thread.currentThread();
  }

  @Override
  public UnjoinedFailures failures() {
    return failures;
  }

  @Override
  public <T extends @Nullable Object> T blockOn(Future<T> future) throws Exception {
    Current.mayBlockOn();
    RootPulse pulse = watchdog.enter(future);
    try {
      Root<T> root = new Root<>(future, setup.env().newParker(), pulse);
      return Ambient.call(() -> slots, () -> driveOrWait(root));
    } finally {
      watchdog.leave(pulse);
    }
  }

  private <T extends @Nullable Object> T driveOrWait(Root<T> root) throws Exception {
    while (true) {
      if (takeCore(root.parker)) {
        try {
          return drive(root);
        } finally {
          leaveCore();
        }
      }
      if (root.poll() instanceof Poll.Ready<T>(T value)) {
        stopWaiting(root.parker);
        return value;
      }
      watchdog.asleep();
      root.parker.park();
      watchdog.awake();
    }
  }

  /// Runs tasks on this thread, which owns the core, until the root is ready.
  private <T extends @Nullable Object> T drive(Root<T> root) throws Exception {
    Driver driver = setup.driver();
    while (true) {
      if (closing) {
        root.future.cancel();
        throw new IllegalStateException("the runtime " + setup.name() + " is closed");
      }
      if (root.poll() instanceof Poll.Ready<T>(T value)) {
        return value;
      }
      for (int i = 0; i < setup.eventInterval() && !core.driverDue; i++) {
        Task<?> task = findTask();
        if (task == null) {
          break;
        }
        poll(task, i == 0 || setup.timeEveryPoll());
      }
      tidy();
      if (!root.woken && local.isEmpty()) {
        hooks.park(); // it may wake somebody
      }
      if (root.woken || !local.isEmpty()) {
        driver.turn(0);
        core.counters.count(WorkerCounters.DRIVER_TURNS);
      } else {
        sleep(root, driver);
      }
      if (core.driverDue) {
        core.driverDue = false;
        turn = 0; // the inject queue comes next
      }
    }
  }

  private void poll(Task<?> task, boolean timed) {
    long begun = timed ? clock.nanos() : 0;
    core.counters.beat();
    task.run(core.context, setup.budget());
    core.counters.beat();
    if (timed) {
      core.counters.timed(clock.nanos() - begun);
    }
  }

  private @Nullable Task<?> findTask() {
    if (--turn <= 0) {
      turn = injectInterval;
      Task<?> task = inject.pop();
      if (task != null) {
        return task;
      }
    }
    Task<?> task = local.pollFirst();
    return task != null ? task : inject.pop();
  }

  private void sleep(Root<?> root, Driver driver) {
    core.asleep = true;
    // Said, then looked: pairs with the store and the look of scheduleFromOutside(), Root.wake()
    // and
    // close(), all of them volatile.
    boolean nothing = inject.isEmpty() && !root.woken && !closing && local.isEmpty();
    core.counters.parks(clock.nanos());
    watchdog.asleep();
    try {
      driver.turn(nothing ? -1 : 0);
    } finally {
      core.asleep = false;
      core.counters.unparks(clock.nanos());
      core.counters.count(WorkerCounters.DRIVER_TURNS);
      watchdog.awake();
      hooks.unpark();
    }
  }

  private void tidy() {
    core.context.begin(Waker.noop(), 0); // it still names the task polled last
    failures.reportForgotten();
    int seen = failures.everWatched();
    if (seen != failuresSeen) {
      failuresSeen = seen;
      owned.tidy();
      outside.tidy();
    }
  }

  /// Takes the core if it is free; otherwise the parker is unparked when it may be.
  private boolean takeCore(Parker parker) {
    synchronized (coreLock) {
      if (ended) {
        throw new IllegalStateException("the runtime " + setup.name() + " is closed");
      }
      waiting.remove(parker);
      if (core.owner != null) {
        waiting.add(parker);
        return false;
      }
      core.owner = Thread.currentThread();
      core.counters.wakes(clock.nanos());
      return true;
    }
  }

  private void leaveCore() {
    List<Parker> candidates;
    synchronized (coreLock) {
      core.counters.rests(clock.nanos());
      core.owner = null;
      candidates = new ArrayList<>(waiting);
    }
    candidates.forEach(Parker::unpark);
  }

  private void stopWaiting(Parker parker) {
    synchronized (coreLock) {
      waiting.remove(parker);
    }
  }

  @Override
  public int aliveTasks() {
    return owned.alive() + outside.alive();
  }

  @Override
  public ExecutorMetrics metrics() {
    int queued = local.size(); // a guess: the owner may be changing it
    WorkerMetrics metrics = core.counters.metrics(setup.name(), queued, clock.nanos());
    long spawned = outside.added() + core.counters.read(WorkerCounters.SPAWNED);
    return new ExecutorMetrics(List.of(metrics), spawned, inject.pushed(), inject.length());
  }

  @Override
  public void close() {
    Current.mustNotBePolling("close");
    closing = true;
    disturb();
    Parker parker = setup.env().newParker();
    while (!takeCoreToEnd(parker)) {
      parker.park();
    }
    watchdog.close();
    failures.reportAll();
  }

  /// Ends everything if the core is free.
  ///
  /// @return whether the end has come, by this call or another
  private boolean takeCoreToEnd(Parker parker) {
    synchronized (coreLock) {
      waiting.remove(parker);
      if (ended) {
        return true;
      }
      if (core.owner != null) {
        waiting.add(parker);
        return false;
      }
      core.owner = Thread.currentThread();
      core.counters.wakes(clock.nanos());
    }
    try {
      Ambient.run(() -> slots, this::shutDownTasks);
    } finally {
      synchronized (coreLock) {
        ended = true;
      }
      leaveCore();
    }
    return true;
  }

  private void shutDownTasks() {
    inject.close();
    outside.shutDownAll();
    owned.shutDownAll();
    local.clear();
    setup.driver().close();
  }

  /// The future of one `blockOn`, and its waker.
  private final class Root<T extends @Nullable Object> implements Waker {
    private final Future<T> future;
    private final Parker parker;
    private final Context cx;
    private final RootPulse pulse;
    private volatile boolean woken = true;

    Root(Future<T> future, Parker parker, RootPulse pulse) {
      this.pulse = pulse;
      this.future = future;
      this.parker = parker;
      String number = "root-" + roots.getAndIncrement();
      this.cx = Context.of(this, StreamChance.in(slots, setup, number));
    }

    /// Polls the future if it has been woken since the last time.
    Poll<T> poll() throws Exception {
      if (!woken) {
        return Poll.pending();
      }
      woken = false;
      cx.begin(this, setup.budget());
      pulse.beat();
      Poll<T> answer = future.poll(cx);
      pulse.beat();
      return answer;
    }

    @Override
    public void wake() {
      woken = true;
      if (!isOwner()) {
        disturb();
        parker.unpark();
      }
    }
  }
}
