package dev.wakeful.contract;

import dev.wakeful.future.Future;
import dev.wakeful.future.Timers;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.task.Waker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Timers whose time is moved by hand.
final class HandClock implements Timers {
  private long now = Long.MAX_VALUE - 5; // the scale may overflow at any time
  private final List<Alarm> pending = new ArrayList<>();

  /// What a context with this clock has.
  Slots slots() {
    return Slots.none().with(Timers.SLOT, this);
  }

  /// How many timers wait.
  int waiting() {
    return pending.size();
  }

  void advance(Duration time) {
    now += time.toNanos();
    for (Alarm alarm : List.copyOf(pending)) {
      if (alarm.isDue()) {
        alarm.wake();
      }
    }
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Future<Void> sleepUntil(long deadline) {
    return new Alarm(deadline);
  }

  private final class Alarm implements Future<Void> {
    private final long deadline;
    private @Nullable Waker waker;

    Alarm(long deadline) {
      this.deadline = deadline;
    }

    boolean isDue() {
      return deadline - now <= 0;
    }

    void wake() {
      Waker woken = waker;
      if (woken != null) {
        woken.wake();
      }
    }

    @Override
    public Poll<Void> poll(Context cx) {
      pending.remove(this);
      if (!cx.proceed()) {
        return Poll.pending();
      }
      if (isDue()) {
        cx.progress();
        return Poll.done();
      }
      waker = cx.waker();
      pending.add(this);
      return Poll.pending();
    }

    @Override
    public void cancel() {
      pending.remove(this);
    }
  }
}
