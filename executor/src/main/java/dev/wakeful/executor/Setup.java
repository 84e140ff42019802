package dev.wakeful.executor;

import dev.wakeful.env.Entropy;
import dev.wakeful.env.Env;
import dev.wakeful.task.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What an executor is made of: the world, a driver, and options that all have a default.
///
/// One thread describes it and hands it to [TaskExecutor]; nobody changes it after that.
public final class Setup {

  /// The cooperation budget of one poll, unless something else is asked for. The number is Tokio's.
  public static final int BUDGET = 128;

  /// How long a poll may last before it is told of, unless something else is asked for.
  public static final Duration LONG_POLL = Duration.ofMillis(100);

  private final Env env;
  private final Driver driver;
  private Slots slots = Slots.none();
  private String name = "wakeful";
  private @Nullable FailureHandler failures;
  private int budget = BUDGET;
  private boolean spawnSites;
  private final List<ExecutorListener> listeners = new ArrayList<>();
  private boolean timeEveryPoll;
  private @Nullable Entropy entropy;
  private int eventInterval = 61;
  private int globalQueueInterval;
  private boolean nextSlot = true;
  private @Nullable Boolean watchdog;
  private Duration longPollAfter = LONG_POLL;
  private @Nullable IntFunction<String> threadNames;
  private Runnable onThreadStart = Setup::doNothing;
  private Runnable onThreadStop = Setup::doNothing;
  private Runnable onThreadPark = Setup::doNothing;
  private Runnable onThreadUnpark = Setup::doNothing;

  /// A setup with the default of each option.
  ///
  /// @param env the world outside
  /// @param driver what an idle worker sleeps in; the executor closes it
  public Setup(Env env, Driver driver) {
    this.env = Objects.requireNonNull(env);
    this.driver = Objects.requireNonNull(driver);
  }

  /// What futures find in their contexts; nothing unless said otherwise.
  ///
  /// @param found the slots
  public Setup slots(Slots found) {
    this.slots = Objects.requireNonNull(found);
    return this;
  }

  /// The first part of thread names; "wakeful" unless said otherwise.
  ///
  /// @param word the name of the executor
  public Setup name(String word) {
    this.name = Objects.requireNonNull(word);
    return this;
  }

  /// Who is told of failures that nobody joined; they are logged unless said otherwise.
  ///
  /// @param handler called on threads of the executor
  public Setup failures(FailureHandler handler) {
    this.failures = Objects.requireNonNull(handler);
    return this;
  }

  /// How often leaf futures may answer Ready in one poll of a task; [#BUDGET] unless said
  /// otherwise.
  ///
  /// @param units at least 1
  public Setup budget(int units) {
    if (units < 1) {
      throw new IllegalArgumentException("the budget of a poll must be at least 1, not " + units);
    }
    this.budget = units;
    return this;
  }

  /// Whether the failure of a task tells where the task was spawned, as a suppressed stack trace;
  /// costs a stack trace for each spawn. Not unless said so.
  ///
  /// @param remember whether to
  public Setup spawnSites(boolean remember) {
    this.spawnSites = remember;
    return this;
  }

  /// Who hears of what the executor does, besides those named before; nobody unless said otherwise.
  ///
  /// @param hears called on threads of the executor
  public Setup listener(ExecutorListener hears) {
    if (hears != ExecutorListener.none()) {
      listeners.add(Objects.requireNonNull(hears));
    }
    return this;
  }

  /// Whether every poll is timed for [WorkerMetrics#pollTimes], which costs two looks at the clock
  /// for each; unless said so, one of 61 is.
  ///
  /// @param all whether to
  public Setup timeEveryPoll(boolean all) {
    this.timeEveryPoll = all;
    return this;
  }

  /// Makes the same chance in each run: which worker is robbed first, and what futures draw by
  /// [dev.wakeful.future.Chance]. With one thread that makes runs alike; with several the operating
  /// system still has its say. Chance is the environment's unless said otherwise.
  ///
  /// @param seed what all of it comes from
  public Setup seed(long seed) {
    this.entropy = Entropy.seeded(seed);
    return this;
  }

  /// After how many polls a busy worker looks for events of sockets and timers, or sooner when the
  /// watchdog finds that it takes too long; 61 unless said otherwise.
  ///
  /// @param polls at least 1
  public Setup eventInterval(int polls) {
    this.eventInterval = atLeastOne("the event interval", polls);
    return this;
  }

  /// After how many polls a busy worker looks for work from outside before its own; 61 unless said
  /// otherwise, 31 for an executor without threads. There is no tuning by the clock as in Tokio:
  /// when polls are long, the watchdog sees to it.
  ///
  /// @param polls at least 1
  public Setup globalQueueInterval(int polls) {
    this.globalQueueInterval = atLeastOne("the global queue interval", polls);
    return this;
  }

  private static int atLeastOne(String what, int polls) {
    if (polls < 1) {
      throw new IllegalArgumentException(what + " must be at least 1 poll, not " + polls);
    }
    return polls;
  }

  /// Whether a worker polls the task that the last one woke before those that wait longer, at most
  /// three times in a row; it does unless said otherwise. Without that, all tasks queue up.
  ///
  /// @param use whether to
  public Setup nextSlot(boolean use) {
    this.nextSlot = use;
    return this;
  }

  /// Whether a thread watches over those that poll: without it a poll that blocks can stop sockets
  /// and timers for all, and nobody hears of it. It does unless said otherwise or time does not
  /// pass by itself, as in tests with a clock of their own.
  ///
  /// @param watch whether it does
  public Setup watchdog(boolean watch) {
    this.watchdog = watch;
    return this;
  }

  /// How long a poll may last before the watchdog tells the [ExecutorListener] and the log of it;
  /// [#LONG_POLL] unless said otherwise.
  ///
  /// @param limit zero to be told of none
  public Setup longPollAfter(Duration limit) {
    if (limit.isNegative()) {
      throw new IllegalArgumentException("a poll cannot last " + limit);
    }
    this.longPollAfter = limit;
    return this;
  }

  /// What worker threads are called; the name of the executor, `-worker-` and the number of the
  /// worker unless said otherwise.
  ///
  /// @param names asked with each worker's number, from 0
  public Setup threadNames(IntFunction<String> names) {
    this.threadNames = Objects.requireNonNull(names);
    return this;
  }

  /// What each worker thread does first; a later call replaces it.
  ///
  /// @param hook what to run
  public Setup onThreadStart(Runnable hook) {
    this.onThreadStart = Objects.requireNonNull(hook);
    return this;
  }

  /// What each worker thread does last, when all tasks are cancelled; a later call replaces it.
  ///
  /// @param hook what to run
  public Setup onThreadStop(Runnable hook) {
    this.onThreadStop = Objects.requireNonNull(hook);
    return this;
  }

  /// What a thread does each time before it sleeps because there is nothing to poll; a later call
  /// replaces it. It may spawn and wake; then the thread does not sleep.
  ///
  /// @param hook what to run
  public Setup onThreadPark(Runnable hook) {
    this.onThreadPark = Objects.requireNonNull(hook);
    return this;
  }

  /// What a thread does each time it is back from its sleep; a later call replaces it.
  ///
  /// @param hook what to run
  public Setup onThreadUnpark(Runnable hook) {
    this.onThreadUnpark = Objects.requireNonNull(hook);
    return this;
  }

  Entropy entropy() {
    return entropy != null ? entropy : env.entropy();
  }

  private static void doNothing() {}

  int eventInterval() {
    return eventInterval;
  }

  /// What was asked for.
  ///
  /// @param usual what it is when nothing was
  int injectInterval(int usual) {
    return globalQueueInterval > 0 ? globalQueueInterval : usual;
  }

  boolean nextSlot() {
    return nextSlot;
  }

  boolean watchdog() {
    return watchdog != null ? watchdog : env.clock().passesByItself();
  }

  long longPollNanos() {
    return Gate.nanos(longPollAfter);
  }

  String threadName(int worker) {
    return threadNames != null ? threadNames.apply(worker) : name + "-worker-" + worker;
  }

  Runnable onThreadStart() {
    return onThreadStart;
  }

  Runnable onThreadStop() {
    return onThreadStop;
  }

  Runnable onThreadPark() {
    return onThreadPark;
  }

  Runnable onThreadUnpark() {
    return onThreadUnpark;
  }

  Env env() {
    return env;
  }

  Driver driver() {
    return driver;
  }

  Slots slots() {
    return slots;
  }

  String name() {
    return name;
  }

  FailureHandler failures() {
    return failures != null ? failures : FailureHandler.logging();
  }

  int budget() {
    return budget;
  }

  boolean spawnSites() {
    return spawnSites;
  }

  List<ExecutorListener> listeners() {
    return listeners;
  }

  boolean timeEveryPoll() {
    return timeEveryPoll;
  }
}
