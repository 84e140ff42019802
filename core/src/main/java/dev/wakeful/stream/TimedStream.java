package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.Timers;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A combinator with one source and one alarm.
///
/// @param <T> the type of the source's items
/// @param <U> the type of the combinator's items
abstract class TimedStream<T extends @Nullable Object, U extends @Nullable Object>
    extends StreamAdapter<T, U> {
  private final Duration time;
  private @Nullable Future<Void> alarm;

  TimedStream(Stream<T> source, Duration time) {
    super(source);
    this.time = Objects.requireNonNull(time);
  }

  /// One poll; an `Error` that it throws releases everything.
  abstract @Nullable Object advance(Context cx) throws Exception;

  @Override
  public final @Nullable Object pollNextRaw(Context cx) throws Exception {
    try {
      return advance(cx);
    } catch (Error e) {
      cancel();
      throw e;
    }
  }

  /// How long after it was set the alarm rings.
  final Duration time() {
    return time;
  }

  final boolean alarmIsSet() {
    return alarm != null;
  }

  /// Sets the alarm, of which there is none, to ring when the time has passed from now.
  final void setAlarm(Timers timers) {
    alarm = timers.sleepUntil(timers.deadline(time));
  }

  /// Polls the alarm; when it rings it is gone.
  final boolean alarmRings(Context cx) throws Exception {
    Future<Void> set = alarm;
    alarm = null; // if its poll throws, it has finished
    // A source that uses up the budget of every poll must not hold up the alarm.
    if (set == null || set.pollRaw(cx.beyondBudget()) != RawPoll.PENDING) {
      return true;
    }
    alarm = set;
    return false;
  }

  /// Cancels the alarm.
  final void silence() {
    Future<Void> set = alarm;
    alarm = null;
    if (set != null) {
      set.cancel();
    }
  }

  @Override
  final @Nullable Future<?> other() {
    return alarm;
  }

  @Override
  void forgetOther() {
    alarm = null;
  }
}
