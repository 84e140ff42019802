package dev.wakeful.executor;

import dev.wakeful.env.Env;
import dev.wakeful.task.Slots;

/// What an executor is made of.
///
/// @param env the world outside
/// @param driver what an idle worker sleeps in; the executor closes it
/// @param slots what futures find in their contexts
/// @param name the first part of thread names
/// @param failures who is told of failures that nobody joined
/// @param budget how often leaf futures may answer Ready in one poll of a task, at least 1
/// @param spawnSites whether the failure of a task tells where the task was spawned, as a
///   suppressed stack trace; costs a stack trace for each spawn
public record Setup(
    Env env,
    Driver driver,
    Slots slots,
    String name,
    FailureHandler failures,
    int budget,
    boolean spawnSites) {

  /// The cooperation budget of one poll, unless something else is asked for. The number is Tokio's.
  public static final int BUDGET = 128;

  /// Checks the numbers.
  public Setup {
    if (budget < 1) {
      throw new IllegalArgumentException("the budget of a poll must be at least 1, not " + budget);
    }
  }
}
