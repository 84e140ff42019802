package dev.wakeful.executor;

import dev.wakeful.env.CarrierThread;
import dev.wakeful.future.Future;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Executor for [TaskExecutor#multiThread]: workers that take work from each other.
///
/// Closing, in steps:
///
/// 1. `closing` is set: workers leave their loops after the poll under way, spawns are refused;
/// 2. the last worker to leave its loop is alone: it closes the inject queue and the list of tasks
///    spawned from outside, under their locks, so that a racing spawn is in the list or refused;
/// 3. it cancels all tasks and closes the driver;
/// 4. whoever called `close` waits for all threads and reports the failures that are left.
final class MultiThreadExecutor implements TaskExecutor, Scheduler {
  private final Setup setup;
  private final UnjoinedFailures failures;
  private final Listeners listeners;
  private final Slots slots;
  private final InjectQueue inject = new InjectQueue();
  private final IdleSet idle;
  private final Worker[] workers;
  private final OutsideTasks outside = new OutsideTasks();

  private final RootWaker.Registry roots = new RootWaker.Registry();
  private final AtomicInteger rootCount = new AtomicInteger();

  /// Whether a worker has the driver to itself.
  private final AtomicBoolean driverTaken = new AtomicBoolean();

  /// Whether the driver has not been turned for too long.
  private volatile boolean driverDue;

  private final ThreadHooks hooks;
  private final Watchdog watchdog;

  private final AtomicBoolean closeBegun = new AtomicBoolean();
  private volatile boolean closing;
  private final AtomicInteger running;
  private final AtomicInteger alive;
  private final Gate ended;

  private MultiThreadExecutor(Setup setup, int count) {
    this.setup = setup;
    this.failures = new UnjoinedFailures(setup.failures());
    this.listeners = new Listeners(setup.listeners(), failures);
    this.slots = Current.slots(this, setup, failures);
    this.idle = new IdleSet(count);
    this.running = new AtomicInteger(count);
    this.alive = new AtomicInteger(count);
    this.ended = new Gate(setup.env());
    this.hooks = new ThreadHooks(setup, failures);
    this.workers = new Worker[count];
    for (int i = 0; i < count; i++) {
      workers[i] = new Worker(this, i);
    }
    this.watchdog = new Watchdog(setup, failures, new WorkerBeat(this));
  }

  /// An executor whose threads are running.
  static MultiThreadExecutor start(Setup setup, int workers) {
    MultiThreadExecutor executor = new MultiThreadExecutor(setup, workers);
    for (Worker worker : executor.workers) {
      setup.env().threads().start(worker.name(), () -> executor.run(worker));
    }
    return executor;
  }

  private void run(Worker worker) {
    CarrierThread.board(worker);
    hooks.start();
    try {
      Ambient.run(() -> slots, worker);
    } catch (Throwable broken) {
      failures.tell(Thread.currentThread().getName(), broken);
      closing = true; // a worker lost is a runtime lost, and said so
      unparkAll();
    } finally {
      if (running.decrementAndGet() == 0) {
        Ambient.run(() -> slots, this::shutDownTasks);
      }
      CarrierThread.board(null);
      hooks.stop();
      if (alive.decrementAndGet() == 0) {
        ended.open();
      }
    }
  }

  private void shutDownTasks() {
    inject.close();
    outside.shutDownAll();
    for (Worker worker : workers) {
      worker.owned().shutDownAll();
    }
    setup.driver().close();
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(@Nullable String name, Future<T> future) {
    Task<T> task = Task.spawned(this, setup, listeners, name, future);
    Worker here = workerHere();
    if (here != null) {
      if (closing) {
        task.shutDown();
      } else {
        here.owned().add(task);
        here.counters().count(WorkerCounters.SPAWNED);
        here.schedule(task);
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
    Worker here = workerHere();
    if (here != null) {
      here.schedule(task);
    } else {
      scheduleFromOutside(task);
    }
  }

  private void scheduleFromOutside(Task<?> task) {
    if (inject.push(task)) {
      wakeWorkerForNewWork();
    }
  }

  @Override
  public void reschedule(Task<?> task) {
    Worker here = workerHere();
    if (here != null) {
      here.reschedule(task);
    } else {
      scheduleFromOutside(task);
    }
  }

  private @Nullable Worker workerHere() {
    return CarrierThread.current() instanceof Worker worker && worker.executor() == this
        ? worker
        : null;
  }

  @Override
  public <T extends @Nullable Object> T blockOn(Future<T> future) throws Exception {
    Current.mayBlockOn();
    RootWaker waker = roots.enter(setup.env());
    RootPulse pulse = watchdog.enter(future);
    try {
      return Ambient.call(() -> slots, () -> drive(future, waker, pulse));
    } finally {
      watchdog.leave(pulse);
      roots.leave(waker);
    }
  }

  /// Calls something that blocks. If it is a worker that calls, others take over what waits for it,
  /// and until it is back, what is woken on its thread goes to them.
  <T extends @Nullable Object> T blockInPlace(Callable<T> call) throws Exception {
    Worker here = workerHere();
    if (here == null) {
      return call.call();
    }
    here.beginBlocking();
    CarrierThread.board(null);
    try {
      return call.call();
    } finally {
      CarrierThread.board(here);
      here.state().blocks(false);
    }
  }

  private <T extends @Nullable Object> T drive(Future<T> root, RootWaker waker, RootPulse pulse)
      throws Exception {
    String number = "root-" + rootCount.getAndIncrement();
    Context cx = Context.of(waker, StreamChance.in(slots, setup, number));
    while (!closing) {
      cx.begin(waker, setup.budget());
      pulse.beat();
      Poll<T> answer = root.poll(cx);
      pulse.beat();
      if (answer instanceof Poll.Ready<T>(T value)) {
        return value;
      }
      watchdog.asleep();
      waker.await();
      watchdog.awake();
    }
    root.cancel();
    throw closed();
  }

  private IllegalStateException closed() {
    return new IllegalStateException("the runtime " + setup.name() + " is closed");
  }

  @Override
  public int aliveTasks() {
    int alive = outside.alive();
    for (Worker worker : workers) {
      alive += worker.owned().alive();
    }
    return alive;
  }

  @Override
  public TaskDump dump() {
    DumpTaker taker = new DumpTaker();
    for (Worker worker : workers) {
      worker.show(taker);
    }
    outside.seeAll(taker::task);
    for (Worker worker : workers) {
      worker.owned().seeAll(taker::task);
    }
    watchdog.roots().forEach(taker::root);
    return taker.take(setup.name());
  }

  @Override
  public ExecutorMetrics metrics() {
    long spawned = outside.added();
    List<WorkerMetrics> each = new ArrayList<>();
    for (Worker worker : workers) {
      spawned += worker.counters().read(WorkerCounters.SPAWNED);
      each.add(worker.metrics());
    }
    return new ExecutorMetrics(each, spawned, inject.pushed(), inject.length());
  }

  @Override
  public void close() {
    Current.mustNotBePolling("close");
    if (closeBegun.compareAndSet(false, true)) {
      closing = true;
      unparkAll();
    }
    ended.await();
    watchdog.close();
    failures.reportAll();
  }

  private void unparkAll() {
    for (Worker worker : workers) {
      worker.unpark();
    }
    roots.wakeAll();
  }

  Setup setup() {
    return setup;
  }

  Slots slots() {
    return slots;
  }

  InjectQueue inject() {
    return inject;
  }

  IdleSet idle() {
    return idle;
  }

  int workerCount() {
    return workers.length;
  }

  Worker worker(int number) {
    return workers[number];
  }

  boolean isClosing() {
    return closing;
  }

  @Override
  public UnjoinedFailures failures() {
    return failures;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  ThreadHooks hooks() {
    return hooks;
  }

  void tidyOwned() {
    outside.tidy();
  }

  /// Whether a task waits in any queue: the last look before sleep.
  boolean hasWork() {
    if (!inject.isEmpty()) {
      return true;
    }
    for (Worker worker : workers) {
      if (!worker.queue().isEmpty() || worker.hasStuckTask()) {
        return true;
      }
    }
    return false;
  }

  /// Wakes a worker for work that the caller has just published, if one is needed.
  void wakeWorkerForNewWork() {
    int picked = idle.pickForNewWork();
    if (picked >= 0) {
      workers[picked].unpark();
    }
  }

  /// Wakes a worker, if one sleeps, whatever the others do.
  ///
  /// @return whether one did
  boolean wakeAnyWorker() {
    int picked = idle.pickAny();
    if (picked >= 0) {
      workers[picked].unpark();
    }
    return picked >= 0;
  }

  /// Sees to it that somebody listens to the outside though the caller is busy: a worker that
  /// sleeps, and will find no work, sleeps in the driver from now on; if none does, the next one
  /// that ends a poll turns it.
  void handDriverOver() {
    if (!driverTaken.get() && !wakeAnyWorker()) {
      driverDue = true;
    }
  }

  /// Whether a worker must turn the driver and look at the inject queue, now.
  boolean isDriverDue() {
    return driverDue;
  }

  boolean tryTakeDriver() {
    return !driverTaken.get() && driverTaken.compareAndSet(false, true);
  }

  void releaseDriver() {
    driverTaken.set(false);
  }

  /// Turns the driver without waiting, unless another worker has it.
  void tryTurnDriver(Worker worker) {
    if (driverDue) {
      driverDue = false;
    }
    if (tryTakeDriver()) {
      try {
        worker.turnDriver(0);
      } finally {
        releaseDriver();
      }
    }
  }
}
