package dev.wakeful.examples.race;

import java.time.Duration;

/// How a race can end. Each runner has an outcome of its own kind.
sealed interface Finish {

  /// The tortoise was first.
  ///
  /// @param steps how many it took
  record Tortoise(int steps) implements Finish {}

  /// The hare was first.
  ///
  /// @param nap how long it slept on the way
  record Hare(Duration nap) implements Finish {}
}
