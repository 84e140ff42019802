package dev.wakeful.executor;

import dev.wakeful.env.Env;
import dev.wakeful.task.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What an executor is made of: the world, a driver, and options that all have a default.
///
/// One thread describes it and hands it to [TaskExecutor]; nobody changes it after that.
public final class Setup {

  /// The cooperation budget of one poll, unless something else is asked for. The number is Tokio's.
  public static final int BUDGET = 128;

  private final Env env;
  private final Driver driver;
  private Slots slots = Slots.none();
  private String name = "wakeful";
  private FailureHandler failures = FailureHandler.logging();
  private int budget = BUDGET;
  private boolean spawnSites;
  private final List<ExecutorListener> listeners = new ArrayList<>();
  private boolean timeEveryPoll;

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
    return failures;
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
