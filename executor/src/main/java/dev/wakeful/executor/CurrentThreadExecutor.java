package dev.wakeful.executor;

import dev.wakeful.env.Clock;
import dev.wakeful.future.Future;
import dev.wakeful.future.Shutdown;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Executor for [TaskExecutor#currentThread]: it has no threads; whoever calls [#blockOn] lends
/// one.
///
/// One caller at a time owns the core (the local queue, the driver, the tasks); others that call
/// `blockOn` meanwhile poll their own future only, and one of them takes over when the owner
/// leaves. Once the end has begun, whoever owns the core ends everything before leaving it; when
/// nobody does, whoever began the end.
///
/// | field | touched by |
/// |---|---|
/// | `local`, `owned`, `turn` | the owner |
/// | `lease` | anybody |
///
/// The owner goes to sleep as a worker of the multi-thread executor does: it says so, then looks at
/// `inject` once more; whoever injects disturbs it after. See [CoreLease].
final class CurrentThreadExecutor implements TaskExecutor, Scheduler {
  /// Turns between two looks at the inject queue while there is local work. After Tokio.
  private static final int INJECT_INTERVAL = 31;

  private final Setup setup;
  private final Slots slots;
  private final Core core;
  private final int injectInterval;
  private final UnjoinedFailures failures;
  private final Listeners listeners;
  private final InjectQueue inject = new InjectQueue();
  private final OutsideTasks outside = new OutsideTasks();
  private final ArrayDeque<Task<?>> local = new ArrayDeque<>();
  private final OwnedTasks owned = new OwnedTasks();
  private final Clock clock;
  private int turn;
  private int failuresSeen;

  private final CoreLease lease = new CoreLease();
  private final Closing closing;
  private final Gate gone;
  private final ThreadHooks hooks;
  private final Watchdog watchdog;
  private final AtomicInteger roots = new AtomicInteger();

  CurrentThreadExecutor(Setup setup) {
    this.setup = setup;
    this.clock = setup.env().clock();
    this.failures = new UnjoinedFailures(setup.failures());
    this.listeners = new Listeners(setup.listeners(), failures);
    this.closing = new Closing(setup.name());
    this.gone = new Gate(setup.env());
    this.slots = Current.slots(this, setup, failures, closing);
    this.core = new Core(lease, new TaskContext(StreamChance.in(slots, setup, "tasks")));
    this.injectInterval = setup.injectInterval(INJECT_INTERVAL);
    this.hooks = new ThreadHooks(setup, failures);
    this.watchdog = new Watchdog(setup, failures, core);
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(@Nullable String name, Future<T> future) {
    Task<T> task = Task.spawned(this, setup, listeners, name, future);
    if (lease.isMine()) {
      if (closing.hasBegun()) {
        task.shutDown();
      } else {
        owned.add(task);
        core.counters.count(WorkerCounters.SPAWNED);
        addLocal(task);
      }
    } else if (outside.add(task, () -> Current.is(this))) {
      scheduleFromOutside(task);
    } else {
      task.shutDown();
    }
    return task;
  }

  @Override
  public void schedule(Task<?> task) {
    if (lease.isMine()) {
      addLocal(task);
    } else {
      scheduleFromOutside(task);
    }
  }

  @Override
  public void reschedule(Task<?> task) {
    if (lease.isMine() && !core.tasks.hasBudget()) {
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
      lease.disturb(setup.driver());
    }
  }

  @Override
  public UnjoinedFailures failures() {
    return failures;
  }

  @Override
  public <T extends @Nullable Object> T blockOn(Future<T> future) throws Exception {
    Current.mayWait("blockOn");
    closing.enterRoot();
    try {
      return lend(future);
    } finally {
      closing.leaveRoot();
    }
  }

  /// Polls a future on this thread until it is ready, and tasks meanwhile.
  private <T extends @Nullable Object> T lend(Future<T> future) throws Exception {
    RootPulse pulse = watchdog.enter(future);
    try {
      String number = "root-" + roots.getAndIncrement();
      Slots chance = StreamChance.in(slots, setup, number);
      LentRoot<T> root = new LentRoot<>(future, setup, chance, lease, pulse);
      return Ambient.call(
          () -> lease.isMine() ? core.tasks.slots() : slots, () -> driveOrWait(root));
    } finally {
      watchdog.leave(pulse);
    }
  }

  private <T extends @Nullable Object> T driveOrWait(LentRoot<T> root) throws Exception {
    try {
      while (!takeCore(root)) {
        if (root.poll() instanceof Poll.Ready<T>(T value)) {
          return value;
        }
        watchdog.asleep();
        root.parker.park();
        watchdog.awake();
      }
    } finally {
      lease.stopWaiting(root.parker); // whatever the root threw: nobody is to wake it any more
    }
    root.drives(true);
    try {
      return drive(root);
    } finally {
      root.drives(false);
      leaveCore();
    }
  }

  /// Runs tasks on this thread, which owns the core, until the root is ready.
  private <T extends @Nullable Object> T drive(LentRoot<T> root) throws Exception {
    Driver driver = setup.driver();
    while (true) {
      if (closing.hasBegun()) {
        root.future.cancel();
        throw closing.refusal();
      }
      if (root.poll() instanceof Poll.Ready<T>(T value)) {
        return value;
      }
      boolean ran = false;
      for (int i = 0; i < setup.eventInterval() && !core.driverDue && !closing.hasBegun(); i++) {
        Task<?> task = findTask();
        if (task == null) {
          break;
        }
        poll(task, i == 0 || setup.timeEveryPoll());
        ran = true;
      }
      tidy();
      if (ran && local.isEmpty()) { // the root that this wakes may wait for just that: no spinning
        closing.lookWhetherQuiet();
      }
      boolean idle = !root.isWoken() && local.isEmpty();
      if (idle) {
        hooks.park(); // it may wake somebody
      }
      if (root.isWoken() || !local.isEmpty()) {
        driver.turn(0);
        core.counters.count(WorkerCounters.DRIVER_TURNS);
      } else {
        sleep(root, driver);
      }
      if (idle) {
        hooks.unpark();
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
    task.run(core.tasks, setup.budget());
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

  private void sleep(LentRoot<?> root, Driver driver) {
    lease.fallsAsleep();
    // Said, then looked: pairs with the store and the look of scheduleFromOutside(),
    // LentRoot.wake() and close(), all of them volatile.
    boolean nothing = inject.isEmpty() && !root.isWoken() && !closing.hasBegun() && local.isEmpty();
    core.counters.parks(clock.nanos());
    watchdog.asleep();
    try {
      driver.turn(nothing ? -1 : 0);
    } finally {
      lease.wakesUp();
      core.counters.unparks(clock.nanos());
      core.counters.count(WorkerCounters.DRIVER_TURNS);
      watchdog.awake();
    }
  }

  private void tidy() {
    core.tasks.forget();
    failures.reportForgotten();
    int seen = failures.everWatched();
    if (seen != failuresSeen) {
      failuresSeen = seen;
      owned.tidy();
      outside.tidy();
    }
  }

  /// Takes the core if it is free; otherwise the root is unparked when it may be.
  private boolean takeCore(LentRoot<?> root) {
    return switch (lease.take(root.parker)) {
      case WAIT -> false;
      case ENDED -> throw closing.refusal();
      case MINE -> {
        core.counters.wakes(clock.nanos());
        yield true;
      }
    };
  }

  private void leaveCore() {
    core.counters.rests(clock.nanos());
    if (!lease.leave(closing)) {
      end();
    }
  }

  @Override
  public int aliveTasks() {
    return owned.alive() + outside.alive();
  }

  @Override
  public TaskDump dump() {
    DumpTaker taker = new DumpTaker();
    Thread polling = lease.owner();
    if (polling != null && lease.isAsleep()) {
      taker.asleep(polling.getName(), WorkerInfo.State.IN_DRIVER);
    } else if (polling != null) {
      taker.awake(polling.getName(), core.tasks.task());
    }
    outside.seeAll(taker::task);
    owned.seeAll(taker::task);
    watchdog.roots().forEach(taker::root);
    return taker.take(setup.name());
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
    closeNow(null);
    gone.await();
    failures.reportAll();
  }

  @Override
  public boolean closeWithin(Duration limit) {
    Current.mustNotBePolling("closeWithin");
    closeNow(null);
    return gone.await(Gate.nanos(limit));
  }

  @Override
  public void closeNow(@Nullable Throwable because) {
    closing.begin(because);
    lease.disturb(setup.driver());
    if (lease.takeToEnd()) {
      end();
    }
  }

  @Override
  public int closeGracefully(Duration limit) {
    Current.mustNotBePolling("closeGracefully");
    requestShutdown();
    return closing.gracefully(limit, this, this::noneAlive, this::lend);
  }

  @Override
  public void requestShutdown() {
    outside.refuse();
    closing.signal().request();
  }

  @Override
  public Shutdown shutdown() {
    return closing.signal();
  }

  /// Whether every task is over. See [OwnedTasks#changes].
  private boolean noneAlive() {
    int before = owned.changes();
    int beforeOutside = outside.changes();
    return before % 2 == 0
        && aliveTasks() == 0
        && owned.changes() == before
        && outside.changes() == beforeOutside;
  }

  /// Ends everything, by the owner of the core, who leaves it.
  private void end() {
    try {
      Ambient.run(() -> slots, this::shutDownTasks);
    } finally {
      lease.end();
      watchdog.close();
      failures.reportAll();
      gone.open();
    }
  }

  private void shutDownTasks() {
    inject.close();
    outside.shutDownAll();
    owned.shutDownAll();
    local.clear();
    setup.driver().close();
  }
}
