package dev.wakeful.runtime;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import dev.wakeful.executor.BlockingPool;
import dev.wakeful.executor.BlockingSetup;
import dev.wakeful.executor.Driver;
import dev.wakeful.executor.FailureHandler;
import dev.wakeful.executor.LocalSet;
import dev.wakeful.executor.Setup;
import dev.wakeful.executor.TaskExecutor;
import dev.wakeful.future.Blocking;
import dev.wakeful.future.Timers;
import dev.wakeful.observe.Instruments;
import dev.wakeful.observe.RuntimeMetrics;
import dev.wakeful.reactor.Reactor;
import dev.wakeful.task.Slots;
import dev.wakeful.time.TimerQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/// The description of an [AsyncRuntime].
///
/// Every limit is finite unless said otherwise here. One thread uses a builder; [#build] may be
/// called again and gives another runtime.
public final class RuntimeBuilder {
  private Env env = Env.system();
  private String name = "wakeful";
  private boolean currentThread;
  private int workers; // zero for as many as the environment says
  private int maxBlockingThreads = 512;
  private int maxBlockingQueue = 10_000;
  private Duration blockingKeepAlive = Duration.ZERO;
  private int cpuThreads = Runtime.getRuntime().availableProcessors();
  private int maxCpuQueue = 1_000;
  private int budget = Setup.BUDGET;
  private boolean spawnSites;
  private FailureHandler failures = FailureHandler.logging();
  private final List<Consumer<Instruments>> instruments = new ArrayList<>();
  private boolean shutDownOnFailure;
  private boolean withIo = true;
  private boolean withTimers = true;
  private Consumer<Setup> options = setup -> {};

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

  /// So many worker threads; one for each processor unless said otherwise, here or by the system
  /// property `wakeful.worker.threads` or the environment variable `WAKEFUL_WORKER_THREADS`.
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

  /// How long a thread without a blocking call waits for one before it ends; zero unless said
  /// otherwise, which is right for virtual threads: [BlockingSetup#keepAlive] says why.
  ///
  /// @param time zero or more
  public RuntimeBuilder blockingKeepAlive(Duration time) {
    BlockingSetup.waiting(env).keepAlive(time); // complains
    this.blockingKeepAlive = time;
    return this;
  }

  /// How many calls of [AsyncRuntime#spawnCpu] compute at a time; one for each processor unless
  /// said otherwise. Their threads are started when they are needed.
  ///
  /// @param count at least 1
  public RuntimeBuilder cpuThreads(int count) {
    BlockingSetup.computing(env, count); // complains
    this.cpuThreads = count;
    return this;
  }

  /// How many calls of [AsyncRuntime#spawnCpu] wait for a thread before more are refused; 1,000
  /// unless said otherwise.
  ///
  /// @param count at least 0
  public RuntimeBuilder maxCpuQueue(int count) {
    BlockingSetup.waiting(env).maxQueued(count); // complains
    this.maxCpuQueue = count;
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

  /// Registers a [RuntimeMXBean][dev.wakeful.observe.RuntimeMXBean] as long as the runtime lives:
  /// metrics, and task dumps as operations. Not unless said so, for the platform's server of beans
  /// takes longer to start than everything else.
  public RuntimeBuilder jmx() {
    instruments.add(Instruments::connectJmx);
    return this;
  }

  /// Hands out a task dump whenever a signal comes, by `kill -USR2` say. Not unless said so: a
  /// signal belongs to the whole process, and another handler of it is replaced. A bad name is told
  /// by [#build].
  ///
  /// @param signal its name without `SIG`; `USR2` is free on Linux and macOS
  /// @param printer given the dump as text, on a thread of the JDK; such as `System.err::println`
  public RuntimeBuilder dumpOnSignal(String signal, Consumer<String> printer) {
    Objects.requireNonNull(signal);
    Objects.requireNonNull(printer);
    instruments.add(connected -> connected.connectSignal(signal, printer));
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

  /// Options of the executor that are wanted seldom: intervals, the watchdog, hooks of threads, a
  /// seed, a listener, and the rest of [Setup]. What this builder has a method for is set by that
  /// method. A later call is applied after an earlier one.
  ///
  /// {@snippet class="snippets.AsyncRuntimeSnippets" region="options"}
  ///
  /// @param set called by each [#build], on the calling thread
  public RuntimeBuilder executor(Consumer<Setup> set) {
    this.options = options.andThen(set);
    return this;
  }

  /// No sockets: the runtime opens no poller, and a future that needs one fails with the advice to
  /// use a runtime that has it.
  public RuntimeBuilder withoutIo() {
    this.withIo = false;
    return this;
  }

  /// No timers: a future that needs one fails with the advice to use a runtime that keeps time.
  public RuntimeBuilder withoutTimers() {
    this.withTimers = false;
    return this;
  }

  /// The runtime, started.
  ///
  /// @throws IllegalArgumentException when the system property or the environment variable for the
  ///   number of workers is asked and makes no sense
  /// @throws IllegalArgumentException when there is no such signal to dump on
  /// @throws UncheckedIOException when the kernel has no poller to give
  public AsyncRuntime build() {
    return start(currentThread, slots -> slots);
  }

  /// The runtime as one whose tasks may be bound to its thread. It has no workers, whatever was
  /// said: its tasks run on the thread that calls [LocalRuntime#blockOn].
  ///
  /// @throws UncheckedIOException when the kernel has no poller to give
  public LocalRuntime buildLocal() {
    LocalSet confined = new LocalSet();
    return new LocalRuntime(start(true, confined::within), confined);
  }

  /// So many threads with a local runtime each, started. Each runtime has a blocking pool of its
  /// own.
  ///
  /// @param threads how many, at least 1
  /// @throws UncheckedIOException when the kernel has not enough pollers to give
  public PinnedPool buildPinned(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a pinned pool needs at least 1 thread, not " + threads);
    }
    List<LocalRuntime> runtimes = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        runtimes.add(buildLocal());
      }
    } catch (UncheckedIOException e) {
      runtimes.forEach(LocalRuntime::close);
      throw e;
    }
    return new PinnedPool(env, name, runtimes);
  }

  /// Starts the parts.
  ///
  /// @param oneThread whether there are no workers
  /// @param more adds to what futures find
  private AsyncRuntime start(boolean oneThread, UnaryOperator<Slots> more) {
    int count = workers == 0 && !oneThread ? env.workers() : workers;
    ShutDownOnFailure last = new ShutDownOnFailure(failures);
    FailureHandler told = shutDownOnFailure ? last : failures;
    BlockingPool blocking = blockingPool(told);
    BlockingPool cpu = cpuPool(told);
    Slots slots = Slots.none().with(Blocking.SLOT, blocking);
    Parts parts = withIo ? partsWithIo(slots) : partsWithoutIo(slots);
    Setup setup =
        new Setup(env, parts.driver)
            .slots(more.apply(parts.slots))
            .name(name)
            .failures(told)
            .budget(budget)
            .spawnSites(spawnSites)
            .listener(Instruments.flightListener());
    try {
      options.accept(setup);
    } catch (RuntimeException | Error e) {
      parts.driver.close();
      throw e;
    }
    TaskExecutor executor =
        oneThread ? TaskExecutor.currentThread(setup) : TaskExecutor.multiThread(setup, count);
    blocking.within(executor, parts.slots);
    cpu.within(executor, parts.slots);
    last.bind(executor);
    AsyncRuntime runtime =
        new AsyncRuntime(
            name, env.clock(), executor, blocking, cpu, () -> metrics(executor, blocking, parts));
    try {
      runtime.instruments().connectFlightRecorder();
      instruments.forEach(each -> each.accept(runtime.instruments()));
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
    return runtime;
  }

  private BlockingPool blockingPool(FailureHandler told) {
    return new BlockingPool(
        BlockingSetup.waiting(env)
            .name(name + "-blocking")
            .maxThreads(maxBlockingThreads)
            .maxQueued(maxBlockingQueue)
            .keepAlive(blockingKeepAlive)
            .failures(told));
  }

  private BlockingPool cpuPool(FailureHandler told) {
    return new BlockingPool(
        BlockingSetup.computing(env, cpuThreads)
            .name(name + "-cpu")
            .maxQueued(maxCpuQueue)
            .failures(told));
  }

  private static RuntimeMetrics metrics(TaskExecutor executor, BlockingPool blocking, Parts parts) {
    return new RuntimeMetrics(
        executor.metrics(),
        executor.aliveTasks(),
        blocking.stats().running(),
        blocking.stats().queued(),
        parts.timers.size(),
        parts.registrations.getAsInt());
  }

  private record Parts(Driver driver, Slots slots, TimerQueue timers, IntSupplier registrations) {}

  private Parts partsWithIo(Slots slots) {
    Reactor reactor;
    try {
      reactor = new Reactor(env);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the runtime " + name, e);
    }
    TimerQueue timers = new TimerQueue(env.clock(), reactor::wakeup);
    Slots all = withTimers(slots.with(Reactor.SLOT, reactor), timers);
    return new Parts(new RuntimeDriver(reactor, timers), all, timers, reactor::registrations);
  }

  private Parts partsWithoutIo(Slots slots) {
    Parker parker = env.newParker();
    TimerQueue timers = new TimerQueue(env.clock(), parker::unpark);
    return new Parts(new TimerDriver(parker, timers), withTimers(slots, timers), timers, () -> 0);
  }

  private Slots withTimers(Slots slots, TimerQueue timers) {
    return withTimers ? slots.with(Timers.SLOT, timers) : slots;
  }
}
