package dev.wakeful.stream;

import dev.wakeful.future.Elapsed;
import dev.wakeful.future.Timers;
import dev.wakeful.task.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#timeout] and [Stream#timeoutRepeating].
final class StreamTimeout<T extends @Nullable Object> extends TimedStream<T, T> {
  private final boolean repeating;

  /// Whether the failure of this gap has been thrown.
  private boolean told;

  StreamTimeout(Stream<T> source, Duration limit, boolean repeating) {
    super(source, limit);
    this.repeating = repeating;
    if (repeating && !limit.isPositive()) {
      throw new IllegalArgumentException(
          "the time given to `timeoutRepeating` must be positive: " + limit);
    }
  }

  @Override
  String name() {
    return repeating ? "timeoutRepeating" : "timeout";
  }

  @Override
  @Nullable Object advance(Context cx) throws Exception {
    boolean gap = false;
    try {
      Object answer = pollSource(cx);
      gap = answer == RawNext.PENDING;
      if (!gap) {
        return answer;
      }
    } finally {
      if (!gap) {
        silence();
        told = false;
      }
    }
    if (told) {
      return RawNext.PENDING;
    }
    if (!alarmIsSet()) {
      setAlarm(cx.require(Timers.SLOT));
    }
    if (!alarmRings(cx)) {
      return RawNext.PENDING;
    }
    told = !repeating;
    throw new Elapsed(time());
  }
}
