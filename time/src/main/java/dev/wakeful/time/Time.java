package dev.wakeful.time;

import dev.wakeful.future.Future;
import java.time.Duration;

/// Sleeping, timeouts and intervals.
///
/// {@snippet class="snippets.TimeSnippets" region="sleep"}
///
/// Each of these must be polled by a runtime that keeps time, and belongs to it. Time is measured
/// in steps of 1 ms; nothing comes early. Durations may be of any length: a negative one is zero,
/// and one longer than the clock can count (146 years) is as long as that.
public final class Time {
  /// The longest time that can be added to a reading of the clock and still compared with it.
  private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

  private Time() {}

  /// Ready after this time, which begins with the first poll. *Cancel-safe: yes.*
  ///
  /// @param time how long
  public static Sleep sleep(Duration time) {
    return Sleep.after(nanos(time));
  }

  /// Ready at this time. *Cancel-safe: yes.*
  ///
  /// @param deadline on the scale of [Timers#nanos][dev.wakeful.future.Timers#nanos] of the runtime
  ///   that polls
  public static Sleep sleepUntil(long deadline) {
    return Sleep.until(deadline);
  }

  /// The future, failing with [Elapsed][dev.wakeful.future.Elapsed] when it takes longer:
  /// [Future#timeout] for those who read from left to right. *Cancel-safe: as the future.*
  ///
  /// @param limit how long it may take
  /// @param future what may take so long; cancelled when the time is over
  public static <T> Future<T> timeout(Duration limit, Future<T> future) {
    return future.timeout(limit);
  }

  /// Ticks at a fixed period. The first one comes at the first poll.
  ///
  /// *Cancel-safe: yes, a tick that was not taken is there at the next poll.*
  ///
  /// @param period from one tick to the next
  /// @throws IllegalArgumentException when the period is zero or negative
  public static Interval interval(Duration period) {
    return new Interval(Sleep.after(0), periodNanos(period));
  }

  /// Ticks at a fixed period, the first one at this time.
  ///
  /// *Cancel-safe: yes, a tick that was not taken is there at the next poll.*
  ///
  /// @param start on the scale of [Timers#nanos][dev.wakeful.future.Timers#nanos] of the runtime
  ///   that polls
  /// @param period from one tick to the next
  /// @throws IllegalArgumentException when the period is zero or negative
  public static Interval intervalAt(long start, Duration period) {
    return new Interval(Sleep.until(start), periodNanos(period));
  }

  /// A time to wait, in nanoseconds: no less than zero and no more than can be counted.
  static long nanos(Duration time) {
    if (time.isNegative()) {
      return 0;
    }
    boolean countable = time.toSeconds() < LONGEST_NANOS / 1_000_000_000;
    return countable ? time.toNanos() : LONGEST_NANOS;
  }

  private static long periodNanos(Duration period) {
    if (!period.isPositive()) {
      throw new IllegalArgumentException("the period of an interval must be positive: " + period);
    }
    return nanos(period);
  }
}
