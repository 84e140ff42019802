package dev.wakeful.executor;

import dev.wakeful.env.CarrierThread;
import dev.wakeful.future.Future;
import dev.wakeful.future.Shutdown;
import dev.wakeful.task.Ambient;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Executor for [TaskExecutor#multiThread]: workers that take work from each other.
///
/// Closing, in steps:
///
/// 1. `closing` begins: workers leave their loops after the poll under way, spawns are refused;
/// 2. the last worker to leave its loop is alone: it closes the inject queue and the list of tasks
///    spawned from outside, under their locks, so that a racing spawn is in the list or refused;
/// 3. it cancels all tasks and closes the driver;
/// 4. the last thread to end reports the failures that are left;
/// 5. whoever called `close` waits for that, and joins all threads.
///
/// A graceful close comes before: the list refuses what comes from outside, and whoever closes
/// waits until no task is alive. A worker that runs out of tasks has it look.
final class MultiThreadExecutor implements TaskExecutor, Scheduler {
  private final Setup setup;
  private final UnjoinedFailures failures;
  private final Listeners listeners;
  private final Slots slots;
  private final Crew crew;
  private final OutsideTasks outside = new OutsideTasks();

  private final RootWaker.Registry roots = new RootWaker.Registry();
  private final AtomicInteger rootCount = new AtomicInteger();

  private final ThreadHooks hooks;
  private final Watchdog watchdog;
  private final Closing closing;
  private final AtomicInteger running;
  private final AtomicInteger alive;
  private final Gate ended;
  private final List<Thread> threads = new ArrayList<>(); // complete before anybody else sees this

  private MultiThreadExecutor(Setup setup, int count) {
    this.setup = setup;
    this.failures = new UnjoinedFailures(setup.failures());
    this.listeners = new Listeners(setup.listeners(), failures);
    this.closing = new Closing(setup.name());
    this.slots = Current.slots(this, setup, failures, closing);
    this.running = new AtomicInteger(count);
    this.alive = new AtomicInteger(count);
    this.ended = new Gate(setup.env());
    this.hooks = new ThreadHooks(setup, failures);
    this.crew = new Crew(this, count);
    this.watchdog = new Watchdog(setup, failures, new WorkerBeat(crew));
  }

  /// An executor whose threads are running.
  static MultiThreadExecutor start(Setup setup, int workers) {
    MultiThreadExecutor executor = new MultiThreadExecutor(setup, workers);
    for (Worker worker : executor.crew.workers()) {
      Runnable body = () -> executor.run(worker);
      executor.threads.add(setup.env().threads().start(worker.name(), body));
    }
    return executor;
  }

  private void run(Worker worker) {
    CarrierThread.board(worker);
    hooks.start();
    try {
      Ambient.run(worker::slots, worker);
    } catch (Throwable broken) {
      failures.tellUnhandled("the thread " + Thread.currentThread().getName(), broken);
      closeNow(broken); // a worker lost is a runtime lost, and said so
    } finally {
      if (running.decrementAndGet() == 0) {
        Ambient.run(() -> slots, this::shutDownTasks);
      }
      CarrierThread.board(null);
      hooks.stop();
      if (alive.decrementAndGet() == 0) {
        failures.reportAll();
        ended.open();
      }
    }
  }

  private void shutDownTasks() {
    crew.inject().close();
    outside.shutDownAll();
    for (Worker worker : crew.workers()) {
      worker.owned().shutDownAll();
    }
    setup.driver().close();
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(@Nullable String name, Future<T> future) {
    Task<T> task = Task.spawned(this, setup, listeners, name, future);
    Worker here = workerHere();
    if (here != null) {
      if (closing.hasBegun()) {
        task.shutDown();
      } else {
        here.owned().add(task);
        here.counters().count(WorkerCounters.SPAWNED);
        here.schedule(task);
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
    Worker here = workerHere();
    if (here != null) {
      here.schedule(task);
    } else {
      scheduleFromOutside(task);
    }
  }

  private void scheduleFromOutside(Task<?> task) {
    if (crew.inject().push(task)) {
      crew.wakeForNewWork();
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
    Current.mayWait("blockOn");
    closing.enterRoot();
    try {
      return lend(future);
    } finally {
      closing.leaveRoot();
    }
  }

  /// Polls a future on this thread until it is ready.
  private <T extends @Nullable Object> T lend(Future<T> future) throws Exception {
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
    while (!closing.hasBegun()) {
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
    throw closing.refusal();
  }

  @Override
  public int aliveTasks() {
    int alive = outside.alive();
    for (Worker worker : crew.workers()) {
      alive += worker.owned().alive();
    }
    return alive;
  }

  @Override
  public TaskDump dump() {
    DumpTaker taker = new DumpTaker();
    for (Worker worker : crew.workers()) {
      worker.show(taker);
    }
    outside.seeAll(taker::task);
    for (Worker worker : crew.workers()) {
      worker.owned().seeAll(taker::task);
    }
    watchdog.roots().forEach(taker::root);
    return taker.take(setup.name());
  }

  @Override
  public ExecutorMetrics metrics() {
    long spawned = outside.added();
    List<WorkerMetrics> each = new ArrayList<>();
    for (Worker worker : crew.workers()) {
      spawned += worker.counters().read(WorkerCounters.SPAWNED);
      each.add(worker.metrics());
    }
    InjectQueue inject = crew.inject();
    return new ExecutorMetrics(each, spawned, inject.pushed(), inject.length());
  }

  @Override
  public void close() {
    Current.mustNotBePolling("close");
    closeNow(null);
    ended.await();
    JoinThreads.all(threads);
    watchdog.close();
    failures.reportAll();
  }

  @Override
  public boolean closeWithin(Duration limit) {
    Current.mustNotBePolling("closeWithin");
    closeNow(null);
    if (!ended.await(Gate.nanos(limit))) {
      return false;
    }
    close();
    return true;
  }

  @Override
  public void closeNow(@Nullable Throwable because) {
    closing.begin(because);
    for (Worker worker : crew.workers()) {
      worker.state().unpark();
    }
    roots.wakeAll();
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
    long before = changes();
    return before >= 0 && aliveTasks() == 0 && changes() == before;
  }

  /// The sum of all changes: each of them only grows, so the sum is the same when each is. Negative
  /// while somebody moves tasks.
  private long changes() {
    long sum = outside.changes();
    for (Worker worker : crew.workers()) {
      int changes = worker.owned().changes();
      if (changes % 2 != 0) {
        return -1;
      }
      sum += changes;
    }
    return sum;
  }

  /// A worker has run out of tasks.
  void lookWhetherQuiet() {
    closing.lookWhetherQuiet();
  }

  Setup setup() {
    return setup;
  }

  Slots slots() {
    return slots;
  }

  boolean isClosing() {
    return closing.hasBegun();
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
}
