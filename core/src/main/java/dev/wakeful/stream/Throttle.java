package dev.wakeful.stream;

import dev.wakeful.future.Timers;
import dev.wakeful.task.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#throttle].
final class Throttle<T extends @Nullable Object> extends TimedStream<T, T> {

  Throttle(Stream<T> source, Duration gap) {
    super(source, gap);
  }

  @Override
  String name() {
    return "throttle";
  }

  @Override
  @Nullable Object advance(Context cx) throws Exception {
    if (!time().isPositive()) {
      return pollSource(cx);
    }
    Timers timers = cx.require(Timers.SLOT); // before an item is taken that would be lost
    if (alarmIsSet() && !alarmRings(cx)) {
      return RawNext.PENDING;
    }
    boolean given = true; // a failure is given, too
    try {
      Object answer = pollSource(cx);
      given = RawNext.isItem(answer);
      return answer;
    } finally {
      if (given) {
        setAlarm(timers);
      }
    }
  }
}
