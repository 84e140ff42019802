package dev.wakeful.time;

/// What an [Interval] does when a tick is taken more than 5 ms late.
///
/// With a period of 100, and the ticks after 0 asked for at 250:
///
/// | | ticks, with the time at which each is given |
/// |---|---|
/// | [#BURST] | 100 at 250, 200 at 250, 300 at 300, 400 at 400 |
/// | [#DELAY] | 100 at 250, 350 at 350, 450 at 450 |
/// | [#SKIP] | 100 at 250, 300 at 300, 400 at 400 |
///
/// A tick that is late by 5 ms or less is as good as in time, and the next one is a period after
/// the time it was meant for. After Tokio's `MissedTickBehavior`.
public enum MissedTicks {
  /// The missed ticks come at once, until the interval has caught up: the count of ticks stays
  /// right.
  BURST {
    @Override
    long next(long scheduled, long now, long period) {
      return scheduled + period;
    }
  },

  /// The next tick comes a period from now: two ticks are never closer than a period.
  DELAY {
    @Override
    long next(long scheduled, long now, long period) {
      return now + period;
    }
  },

  /// The missed ticks are left out: the ticks stay multiples of the period from the start.
  SKIP {
    @Override
    long next(long scheduled, long now, long period) {
      return now + period - (now - scheduled) % period;
    }
  };

  /// The time of the tick after a late one.
  ///
  /// @param scheduled when the late one was meant to come
  /// @param now when it is given
  /// @param period from one tick to the next
  abstract long next(long scheduled, long now, long period);
}
