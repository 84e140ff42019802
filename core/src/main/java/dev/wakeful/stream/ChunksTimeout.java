package dev.wakeful.stream;

import dev.wakeful.future.Timers;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#chunksTimeout].
final class ChunksTimeout<T extends @Nullable Object> extends TimedStream<T, List<T>> {
  private final int capacity;

  /// Empty between two chunks.
  private List<T> chunk = new ArrayList<>();

  /// What the source threw while there were items to be given first.
  private @Nullable Exception failure;

  ChunksTimeout(Stream<T> source, int capacity, Duration limit) {
    super(source, limit);
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "`chunksTimeout` wants a size of 1 item or more, not " + capacity);
    }
    this.capacity = capacity;
  }

  @Override
  String name() {
    return "chunksTimeout";
  }

  @Override
  @Nullable Object advance(Context cx) throws Exception {
    Timers timers = cx.require(Timers.SLOT); // before an item is taken that would be lost
    Exception late = failure;
    if (late != null) {
      failure = null;
      throw late;
    }
    while (chunk.size() < capacity) {
      Object raw = poll(cx);
      if (RawNext.isItem(raw)) {
        chunk.add(RawPoll.value(raw));
        if (chunk.size() == 1) {
          setAlarm(timers);
        }
      } else if (chunk.isEmpty()) {
        return raw;
      } else if (raw == RawNext.END || !alarmIsSet() || alarmRings(cx)) {
        break;
      } else {
        return RawNext.PENDING;
      }
    }
    silence();
    List<T> full = chunk;
    chunk = new ArrayList<>();
    return Collections.unmodifiableList(full);
  }

  /// The source's answer; a failure after items is kept and answered as an End.
  private @Nullable Object poll(Context cx) throws Exception {
    try {
      return pollSource(cx);
    } catch (Exception e) {
      if (chunk.isEmpty()) {
        throw e;
      }
      failure = e;
      return RawNext.END;
    }
  }

  @Override
  void forgetOther() {
    super.forgetOther();
    chunk = new ArrayList<>();
    failure = null;
  }
}
