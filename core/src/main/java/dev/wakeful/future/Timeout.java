package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#timeout].
final class Timeout<T extends @Nullable Object> extends Adapter<T, T> {
  private final Duration limit;
  private @Nullable Future<Void> alarm;

  Timeout(Future<T> source, Duration limit) {
    super(source);
    this.limit = Objects.requireNonNull(limit);
  }

  @Override
  String name() {
    return "timeout";
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    boolean pending = false;
    try {
      Object answer = pollSource(cx);
      if (answer != RawPoll.PENDING) {
        return answer;
      }
      // A future that uses up the budget of every poll must not hold up its own alarm.
      pending = alarm(cx).pollRaw(cx.beyondBudget()) == RawPoll.PENDING;
      if (pending) {
        return answer;
      }
    } finally {
      if (!pending) {
        cancel();
      }
    }
    throw new Elapsed(limit);
  }

  private Future<Void> alarm(Context cx) {
    Future<Void> set = alarm;
    if (set == null) {
      Timers timers = cx.require(Timers.SLOT);
      set = timers.sleepUntil(timers.deadline(limit));
      alarm = set;
    }
    return set;
  }

  @Override
  @Nullable Future<?> other() {
    return alarm;
  }

  @Override
  void forgetOther() {
    alarm = null;
  }
}
