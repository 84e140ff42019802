package dev.wakeful.weave.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// How one run goes: when leaves answer, and how the run ends.
///
/// @param timing of the leaves made before the end begins
/// @param ending how the run ends
/// @param at after how many suspensions of the whole that is; 0 for before the first poll
/// @param cleanup timing of the leaves made after the end has begun
public record Schedule(Timing timing, Ending ending, int at, Timing cleanup) {

  /// How a run ends.
  public enum Ending {
    /// By itself.
    NATURAL,
    /// By `cancel`.
    HARD,
    /// By `pollCancel` until it is done.
    GRACEFUL,
    /// By `pollCancel`, and `cancel` when that is Pending.
    CUT
  }

  /// A run that ends by itself.
  ///
  /// @param timing of the leaves
  public static Schedule natural(Timing timing) {
    return new Schedule(timing, Ending.NATURAL, 0, timing);
  }

  /// Runs that are cancelled, in every way and at every suspension.
  ///
  /// @param timing of the leaves until then
  /// @param suspensions how many there are when nobody cancels
  /// @param limit take no more suspensions than this: the first, the last, and some between
  public static List<Schedule> cancelled(Timing timing, int suspensions, int limit) {
    List<Schedule> all = new ArrayList<>();
    for (int at : points(suspensions, limit)) {
      all.add(new Schedule(timing, Ending.HARD, at, Timing.READY));
      all.add(new Schedule(timing, Ending.HARD, at, Timing.ONCE));
      all.add(new Schedule(timing, Ending.GRACEFUL, at, Timing.ONCE));
      all.add(new Schedule(timing, Ending.CUT, at, Timing.TWICE));
    }
    return all;
  }

  /// Cancelled before the first poll, by each of the two methods.
  public static List<Schedule> unbegun() {
    return List.of(
        new Schedule(Timing.ONCE, Ending.HARD, 0, Timing.ONCE),
        new Schedule(Timing.ONCE, Ending.GRACEFUL, 0, Timing.ONCE));
  }

  private static List<Integer> points(int suspensions, int limit) {
    if (suspensions <= limit) {
      return IntStream.rangeClosed(1, suspensions).boxed().toList();
    }
    int third = Math.max(1, limit / 3);
    IntStream first = IntStream.rangeClosed(1, third);
    IntStream last = IntStream.rangeClosed(suspensions - third + 1, suspensions);
    IntStream between =
        new SplittableRandom(suspensions).ints(third, third + 1, suspensions - third + 1);
    return IntStream.concat(IntStream.concat(first, last), between)
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }

  @Override
  public String toString() {
    return switch (ending) {
      case NATURAL -> timing.toString();
      case HARD, GRACEFUL, CUT ->
          timing + ", " + ending + " at suspension " + at + ", clean-up " + cleanup;
    };
  }
}
