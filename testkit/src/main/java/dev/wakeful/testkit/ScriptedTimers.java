package dev.wakeful.testkit;

import dev.wakeful.future.Future;
import dev.wakeful.future.RawFuture;
import dev.wakeful.future.Timers;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The timers of a [Probe]: an alarm goes off when the check lets it go on, and then it is as late
/// as the alarm was set for; earlier alarms go off with it.
final class ScriptedTimers implements Timers {
  private final Probe probe;
  private final List<Alarm> alarms = new ArrayList<>();
  private long now;

  ScriptedTimers(Probe probe) {
    this.probe = probe;
  }

  @Override
  public synchronized long nanos() {
    return now;
  }

  @Override
  public synchronized Future<Void> sleepUntil(long deadline) {
    Alarm alarm = probe.add(new Alarm(deadline));
    alarms.add(alarm);
    return alarm;
  }

  /// Lets it be so late, and wakes those that were set for an earlier time.
  void advance(long time, Alarm first) {
    List<Alarm> due;
    synchronized (this) {
      now = Math.max(now, time);
      due = alarms.stream().filter(alarm -> alarm != first && alarm.isDue()).toList();
      alarms.removeIf(Alarm::isDue);
    }
    due.forEach(alarm -> alarm.child.step());
  }

  /// One sleep.
  final class Alarm extends RawFuture<Void> implements Probe.Watched {
    private final long deadline;
    private final Child child;

    Alarm(long deadline) {
      this.deadline = deadline;
      this.child = new Child(probe, probe.name("sleep"), 1, this);
    }

    boolean isDue() {
      return deadline - now <= 0;
    }

    void ring() {
      advance(deadline, this);
    }

    @Override
    public @Nullable Object pollRaw(Context cx) {
      child.enter(cx);
      boolean pending = false;
      try {
        if (nanos() - deadline >= 0) {
          child.again(0);
        }
        pending = !child.isReady(cx);
        return pending ? RawPoll.PENDING : null;
      } finally {
        child.leave();
        if (!pending) {
          child.end("had finished");
        }
      }
    }

    @Override
    public void cancel() {
      child.cancel();
    }

    @Override
    public Poll<Void> pollCancel(Context cx) {
      return child.pollCancel(cx);
    }

    @Override
    public Child child() {
      return child;
    }

    @Override
    public String toString() {
      return child.toString();
    }
  }
}
