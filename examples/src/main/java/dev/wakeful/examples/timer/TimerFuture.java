package dev.wakeful.examples.timer;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A future that is ready after some time, woken by a thread of its own that sleeps so long.
///
/// It shows how a future and another thread talk to each other. For real use there is
/// [Time#sleep][dev.wakeful.time.Time#sleep], which needs no thread. *Cancel-safe: yes; the thread
/// is interrupted and ends.*
public final class TimerFuture implements Future<Void> {
  private final Duration time;

  /// What this future and its thread both touch, always under its lock.
  private final Alarm alarm = new Alarm();

  private @Nullable Thread sleeper;
  private boolean finished;

  /// A timer that is not running: it starts with the first poll, for futures are lazy.
  ///
  /// @param time how long it takes
  public TimerFuture(Duration time) {
    this.time = time;
  }

  @Override
  public Poll<Void> poll(Context cx) {
    if (finished) {
      throw new IllegalStateException("the future `TimerFuture` was polled after its end");
    }
    if (sleeper == null) {
      sleeper = Thread.startVirtualThread(this::sleepAndRing);
    }
    if (!alarm.hasRungOrWakes(cx.waker())) {
      return Poll.pending();
    }
    finished = true;
    return Poll.done();
  }

  @Override
  public void cancel() {
    finished = true;
    if (sleeper != null) {
      sleeper.interrupt();
    }
  }

  private void sleepAndRing() {
    try {
      Thread.sleep(time);
    } catch (InterruptedException cancelled) {
      return;
    }
    alarm.ring();
  }

  /// The state shared by two threads: whether the time is over, and whom to wake then.
  private static final class Alarm {
    private boolean rung;
    private @Nullable Waker waker;

    /// The task's side: whether the time is over. If it is not, this waker will be woken; it takes
    /// the place of the one before, since the task may be polled by somebody else now.
    synchronized boolean hasRungOrWakes(Waker latest) {
      waker = rung ? null : latest;
      return rung;
    }

    /// The thread's side.
    void ring() {
      Waker waiting;
      synchronized (this) {
        rung = true;
        waiting = waker;
        waker = null;
      }
      if (waiting != null) {
        waiting.wake(); // outside of the lock: a waker is a stranger's code
      }
    }
  }
}
