package dev.wakeful.testkit;

import dev.wakeful.env.Clock;
import dev.wakeful.env.Env;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A clock that the test owns.
///
/// It starts paused, always at the same time, and moves when it is told to. [#resume] lets it
/// follow the real clock from where it stands, [#pause] stops it again. Wall time moves along;
/// nobody lets it jump.
///
/// Any thread may use it. What a thread did before [#advance] happens-before what another does
/// after it has read the new time.
public final class VirtualClock implements Clock {
  /// The time at which every virtual clock starts, by [#nanos].
  public static final long START_NANOS = 1_000_000_000_000L;

  /// The time at which every virtual clock starts, by [#wallMillis].
  public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final Clock real;
  private final Object lock = new Object();
  private final List<Runnable> listeners = new ArrayList<>();
  private volatile Reading reading = new Reading(START_NANOS, 0, true);

  /// A paused clock that can follow this one.
  ///
  /// @param real what it follows between [#resume] and [#pause]
  public VirtualClock(Clock real) {
    this.real = Objects.requireNonNull(real);
  }

  /// A paused clock that can follow the system's.
  public VirtualClock() {
    this(Env.system().clock());
  }

  @Override
  public long nanos() {
    return reading.at(real);
  }

  @Override
  public long wallMillis() {
    return START.toEpochMilli() + Math.floorDiv(nanos() - START_NANOS, 1_000_000);
  }

  /// No, also while it follows the real one.
  @Override
  public boolean passesByItself() {
    return false;
  }

  /// How far the clock has come since it was made.
  public Duration elapsed() {
    return Duration.ofNanos(nanos() - START_NANOS);
  }

  /// Whether it stands still unless told to move.
  public boolean isPaused() {
    return reading.paused;
  }

  /// Moves it forward, in one jump.
  ///
  /// @param step how far; not negative
  /// @throws IllegalStateException when it is not paused
  public void advance(Duration step) {
    advance(step.toNanos());
  }

  /// Moves it forward, in one jump.
  ///
  /// @param nanos how far; not negative
  /// @throws IllegalStateException when it is not paused
  public void advance(long nanos) {
    if (nanos < 0) {
      throw new IllegalArgumentException("a clock does not go back: " + nanos + " ns");
    }
    change(now -> {
      if (!now.paused) {
        throw new IllegalStateException("the clock follows the real one; pause() it first");
      }
      return new Reading(now.base + nanos, 0, true);
    });
  }

  /// Moves it forward to this time, if it is paused and not there yet.
  void advanceTo(long nanos) {
    change(now -> now.paused && nanos - now.base > 0 ? new Reading(nanos, 0, true) : now);
  }

  /// Stops it where it is.
  ///
  /// @throws IllegalStateException when it is paused already
  public void pause() {
    change(now -> {
      if (now.paused) {
        throw new IllegalStateException("the clock is paused already");
      }
      return new Reading(now.at(real), 0, true);
    });
  }

  /// Lets it follow the real clock from where it stands.
  ///
  /// @throws IllegalStateException when it follows it already
  public void resume() {
    change(now -> {
      if (!now.paused) {
        throw new IllegalStateException("the clock is not paused");
      }
      return new Reading(now.base, real.nanos(), false);
    });
  }

  /// Calls this after each change, on the thread that made it.
  void onChange(Runnable listener) {
    synchronized (lock) {
      listeners.add(listener);
    }
  }

  void removeListener(Runnable listener) {
    synchronized (lock) {
      listeners.remove(listener);
    }
  }

  /// Tells everyone who waits for this clock to look again.
  void announce() {
    List<Runnable> told;
    synchronized (lock) {
      told = List.copyOf(listeners);
    }
    told.forEach(Runnable::run);
  }

  private void change(Change change) {
    synchronized (lock) {
      reading = change.apply(reading);
    }
    announce();
  }

  @Override
  public String toString() {
    return "VirtualClock[" + elapsed() + (isPaused() ? ", paused]" : "]");
  }

  private interface Change {
    Reading apply(Reading now);
  }

  /// What the clock shows: `base` when paused, else what has passed since `anchor` on top.
  private record Reading(long base, long anchor, boolean paused) {
    long at(Clock real) {
      return paused ? base : base + (real.nanos() - anchor);
    }
  }
}
