package dev.wakeful.runtime;

import dev.wakeful.env.Env;
import dev.wakeful.executor.BlockingPool;
import dev.wakeful.executor.FailureHandler;
import dev.wakeful.executor.Setup;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Blocking;
import dev.wakeful.future.Timers;
import dev.wakeful.reactor.Reactor;
import dev.wakeful.task.Slots;
import dev.wakeful.time.TimerQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The description of an [AsyncRuntime].
///
/// Every limit is finite unless said otherwise here. One thread uses a builder; [#build] may be
/// called again and gives another runtime.
public final class RuntimeBuilder {
  private Env env = Env.system();
  private String name = "wakeful";
  private boolean currentThread;
  private int workers = Runtime.getRuntime().availableProcessors();
  private int maxBlockingThreads = 512;
  private int maxBlockingQueue = 10_000;
  private int budget = Setup.BUDGET;
  private boolean spawnSites;
  private FailureHandler failures = FailureHandler.logging();
  private boolean shutDownOnFailure;

  RuntimeBuilder() {}

  /// The world outside; the real one unless said otherwise.
  ///
  /// @param world clock, randomness, threads and sockets
  public RuntimeBuilder env(Env world) {
    this.env = Objects.requireNonNull(world);
    return this;
  }

  /// What the runtime is called in thread names and messages; "wakeful" unless said otherwise.
  ///
  /// @param runtimeName a word
  public RuntimeBuilder name(String runtimeName) {
    if (runtimeName.isBlank()) {
      throw new IllegalArgumentException("the name of a runtime must not be blank");
    }
    this.name = runtimeName;
    return this;
  }

  /// No threads: tasks run on the thread that calls [AsyncRuntime#blockOn].
  public RuntimeBuilder currentThread() {
    this.currentThread = true;
    return this;
  }

  /// So many worker threads; one for each processor unless said otherwise.
  ///
  /// @param count at least 1
  public RuntimeBuilder workers(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a runtime needs at least 1 worker, not " + count);
    }
    this.currentThread = false;
    this.workers = count;
    return this;
  }

  /// How many blocking calls run at a time; 512 unless said otherwise.
  ///
  /// @param count at least 1
  public RuntimeBuilder maxBlockingThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("the blocking pool needs at least 1 thread, not " + count);
    }
    this.maxBlockingThreads = count;
    return this;
  }

  /// How many blocking calls wait for a thread before more are refused; 10,000 unless said
  /// otherwise.
  ///
  /// @param count at least 0
  public RuntimeBuilder maxBlockingQueue(int count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "the queue of the blocking pool holds at least 0 calls, not " + count);
    }
    this.maxBlockingQueue = count;
    return this;
  }

  /// How often sockets, timers and channels may answer Ready in one poll of a task before it must
  /// let others run; 128 unless said otherwise.
  ///
  /// @param units at least 1
  public RuntimeBuilder cooperationBudget(int units) {
    if (units < 1) {
      throw new IllegalArgumentException("the cooperation budget is at least 1, not " + units);
    }
    this.budget = units;
    return this;
  }

  /// Whether the failure of a task tells where it was spawned: a stack trace named `spawned at`,
  /// suppressed in the failure, and a line in the task's await chain. Not unless said so, for it
  /// costs a stack trace for each spawn; switched off it costs nothing.
  ///
  /// @param remember whether to
  public RuntimeBuilder spawnSites(boolean remember) {
    this.spawnSites = remember;
    return this;
  }

  /// Who is told of failures that nobody joined, and of those of clean-up; they are logged unless
  /// said otherwise.
  ///
  /// @param handler called on threads of the runtime
  public RuntimeBuilder onUnjoinedFailure(FailureHandler handler) {
    this.failures = Objects.requireNonNull(handler);
    return this;
  }

  /// A failure that nobody joined ends the runtime, after its handler was told: tasks are
  /// cancelled, and [AsyncRuntime#blockOn] throws, with the failure as the cause. Not unless said
  /// so. For programs that would rather restart than go on without a part of themselves.
  ///
  /// A failure that a [scope][dev.wakeful.scope.TaskScope] takes is joined: it becomes the failure
  /// of the scope, and comes here only if nobody takes that one.
  public RuntimeBuilder shutDownOnUnjoinedFailure() {
    this.shutDownOnFailure = true;
    return this;
  }

  /// The runtime, started.
  ///
  /// @throws UncheckedIOException when the kernel has no poller to give
  public AsyncRuntime build() {
    Reactor reactor;
    try {
      reactor = new Reactor(env);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the runtime " + name, e);
    }
    TimerQueue timers = new TimerQueue(env.clock(), reactor::wakeup);
    ShutDownOnFailure last = new ShutDownOnFailure(failures);
    FailureHandler told = shutDownOnFailure ? last : failures;
    BlockingPool blocking = new BlockingPool(env, name, maxBlockingThreads, maxBlockingQueue, told);
    Slots slots =
        Slots.none()
            .with(Blocking.SLOT, blocking)
            .with(Reactor.SLOT, reactor)
            .with(Timers.SLOT, timers);
    Setup setup =
        new Setup(env, new RuntimeDriver(reactor, timers))
            .slots(slots)
            .name(name)
            .failures(told)
            .budget(budget)
            .spawnSites(spawnSites);
    TaskExecutor executor =
        currentThread
            ? TaskExecutor.currentThread(setup)
            : TaskExecutor.multiThread(setup, workers);
    last.bind(executor);
    return new AsyncRuntime(name, env.clock(), executor, blocking);
  }
}
