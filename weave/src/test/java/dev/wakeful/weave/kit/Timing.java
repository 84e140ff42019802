package dev.wakeful.weave.kit;

import java.util.SplittableRandom;

/// How many polls each leaf is Pending before it answers.
///
/// @param name for messages
/// @param polls how often each is Pending, or -1 for a random number of 0, 1, 2
/// @param seed of the random numbers
public record Timing(String name, int polls, long seed) {

  /// Every leaf is ready at its first poll.
  public static final Timing READY = new Timing("ready", 0, 0);

  /// Every leaf is Pending once.
  public static final Timing ONCE = new Timing("once", 1, 0);

  /// Every leaf is Pending twice.
  public static final Timing TWICE = new Timing("twice", 2, 0);

  /// Every leaf is Pending 0, 1 or 2 times.
  ///
  /// @param seed the same seed is the same sequence of numbers
  public static Timing random(long seed) {
    return new Timing("random " + seed, -1, seed);
  }

  /// How often a leaf is Pending.
  ///
  /// @param leaf its number, in the order in which leaves were made
  int of(int leaf) {
    return polls >= 0 ? polls : new SplittableRandom(seed * 1_000_003 + leaf).nextInt(3);
  }

  @Override
  public String toString() {
    return name;
  }
}
