package dev.wakeful.time;

import dev.wakeful.future.Future;
import dev.wakeful.future.Timers;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A future that is ready when its time has come, never before.
///
/// Time is measured in steps of 1 ms, and a deadline between two steps is rounded up. The timer
/// exists from the first poll until the time has come or the sleep is cancelled; it belongs to the
/// runtime that polls it. A deadline that has passed is Ready at the first poll.
///
/// When the runtime is closed, a sleep that waits in it fails with `IllegalStateException`.
/// *Cancel-safe: yes.* After it has finished or was cancelled, [#reset] makes it wait again.
///
/// Get one from [Time#sleep].
///
/// # Protocol
///
/// | state | is in the wheel | entered by | left by |
/// |---|---|---|---|
/// | `RELATIVE` | no | being made with a duration | owner: first poll, `reset`, `cancel` |
/// | `IDLE` | no | being made with a deadline, `reset` | owner: first poll, `cancel` |
/// | `ARMED` | yes | owner: a poll, under the lock | anyone under the lock |
/// | `FIRED` | no | the queue, under the lock | owner: the next poll, `reset`, `cancel` |
/// | `CLOSED` | no | the queue being closed, under the lock | owner: the next poll, `reset`, `cancel` |
/// | `DONE` | no | owner: Ready, a failure, `cancel` | owner: `reset` |
///
/// 1. The owner, who polls, resets and cancels, is one at a time. The queue fires on any thread.
/// 2. In state `ARMED` nothing is written but under the queue's lock; in the others only the owner
///    writes.
/// 3. The waker and the deadline are written by the owner alone, who may therefore read them
///    without the lock.
public final class Sleep extends TimerEntry implements Future<Void> {
  static final int FIRED = 3;
  static final int CLOSED = 4;

  private static final int RELATIVE = 0;
  private static final int IDLE = 1;
  private static final int ARMED = 2;
  private static final int DONE = 5;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Sleep.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Where it waits; found at the first poll when it was not given.
  private @Nullable TimerQueue queue;

  /// Whom to wake; null before the first poll and after the end.
  @Nullable Waker waker;

  /// One of the constants above. Writing it releases, reading it acquires; that is all that is
  /// needed, for nobody writes it and then reads something that another thread wrote without the
  /// lock.
  private volatile int state;

  private Sleep(@Nullable TimerQueue queue, long time, int state) {
    this.queue = queue;
    this.deadline = time;
    this.state = state;
  }

  /// A sleep in this queue.
  Sleep(TimerQueue queue, long deadline) {
    this(queue, deadline, IDLE);
  }

  /// A sleep in the queue of the runtime that polls it, so long after its first poll.
  static Sleep after(long nanos) {
    return new Sleep(null, nanos, RELATIVE);
  }

  /// A sleep in the queue of the runtime that polls it.
  static Sleep until(long deadline) {
    return new Sleep(null, deadline, IDLE);
  }

  /// When it ends, on the scale of [Timers#nanos].
  ///
  /// @throws IllegalStateException when it was made with a duration and has not been polled yet
  public long deadline() {
    if (state == RELATIVE) {
      throw new IllegalStateException("this sleep begins, and has a deadline, with its first poll");
    }
    return deadline;
  }

  /// Whether the deadline has passed; false as long as no runtime has been met to ask for the time.
  public boolean isElapsed() {
    TimerQueue home = queue;
    return home != null && state != RELATIVE && deadline - home.nanos() <= 0;
  }

  @Override
  public Poll<Void> poll(Context cx) {
    int seen = state;
    if (seen == DONE) {
      throw new IllegalStateException(
          "the future `sleep` was polled after it had finished or was cancelled;"
              + " use reset() to let it wait again");
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    if (seen == ARMED) {
      Waker present = waker;
      // If it fires just now, the waker kept is the one that is woken, and it is as good as ours.
      if (present != null && present.willWake(cx.waker())) {
        return Poll.pending();
      }
      if (owned().replaceWaker(this, cx.waker())) {
        return Poll.pending();
      }
      seen = state;
    }
    if (seen == RELATIVE || seen == IDLE) {
      if (!begin(cx, seen == RELATIVE)) {
        return Poll.pending();
      }
    }
    finish();
    if (seen == CLOSED) {
      throw TimerQueue.closed();
    }
    cx.progress();
    return Poll.done();
  }

  /// The first poll: whether the time has come already. If not, it is in the wheel now.
  private boolean begin(Context cx, boolean relative) {
    TimerQueue home = queue;
    if (home == null) {
      home = queueOf(cx);
      queue = home;
    }
    long now = home.nanos();
    if (relative) {
      deadline += now;
      enter(IDLE);
    }
    if (deadline - now <= 0) {
      return true;
    }
    waker = cx.waker();
    if (!home.insert(this)) {
      finish();
      throw TimerQueue.closed();
    }
    return false;
  }

  /// Lets it end at another time, be it waiting, finished or cancelled.
  ///
  /// If it waits, it goes on waiting with the waker of its last poll; a time that has passed wakes
  /// it. Only the owner calls it, not during a poll.
  ///
  /// @param deadline on the scale of [Timers#nanos]
  public void reset(long deadline) {
    if (state == ARMED && owned().move(this, deadline)) {
      return;
    }
    this.deadline = deadline;
    enter(IDLE);
  }

  /// [#reset] to a time from now or, if no runtime has polled it yet, from its first poll.
  void resetAfter(long nanos) {
    TimerQueue home = queue;
    if (home != null) {
      reset(home.nanos() + nanos);
    } else {
      deadline = nanos;
      enter(RELATIVE);
    }
  }

  @Override
  public void cancel() {
    if (state == ARMED) {
      owned().remove(this);
    }
    finish();
  }

  /// What time it is where this sleep waits; only after a poll.
  long now() {
    return owned().nanos();
  }

  /// For the queue, under its lock: the entry has left the wheel for good.
  ///
  /// @param end [#FIRED] or [#CLOSED]
  /// @return whom to wake after the lock
  @Nullable Waker fire(int end) {
    Waker woken = waker;
    enter(end); // the last write here
    return woken;
  }

  /// For the queue, under its lock: the entry is in the wheel.
  void arm() {
    enter(ARMED);
  }

  private void finish() {
    waker = null;
    enter(DONE);
  }

  private void enter(int next) {
    STATE.setRelease(this, next); // pairs with the owner's volatile reads of `state`
  }

  private TimerQueue owned() {
    TimerQueue home = queue;
    return Objects.requireNonNull(home, "a sleep that has been polled knows its queue");
  }

  /// The timers of the runtime that polls; the only cast.
  static TimerQueue queueOf(Context cx) {
    if (cx.require(Timers.SLOT) instanceof TimerQueue found) {
      return found;
    }
    throw new IllegalStateException(
        "the runtime has timers of its own kind; ask them for a sleep: cx.require(Timers.SLOT)");
  }

  @Override
  public String toString() {
    String what =
        switch (state) {
          case RELATIVE, IDLE -> "not begun";
          case ARMED -> "waiting";
          case FIRED -> "elapsed";
          case CLOSED -> "runtime closed";
          default -> "finished";
        };
    return "Sleep[" + what + "]";
  }
}
