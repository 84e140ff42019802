package dev.wakeful.time;

import dev.wakeful.env.Clock;
import dev.wakeful.future.Timers;
import dev.wakeful.task.WakeList;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The timers of one runtime: who sleeps until when, and whom to wake.
///
/// Tasks put their sleeps in from any thread. The runtime's driver takes them out, in a circle:
/// [#prepareWait], sleep for so long, [#fire].
///
/// {@snippet class="snippets.TimerQueueSnippets" region="driver"}
///
/// Time goes in ticks of a millisecond, counted from when the queue was made. A deadline between
/// two ticks belongs to the later one, so nothing fires early. What is due together fires in the
/// order of deadlines, equal ones in the order in which they began to wait.
///
/// # Protocol
///
/// 1. A plain lock guards the wheel, the fields of the sleeps in it, [#waitingFor] and [#closed]. A
///    lock and not a queue of messages to the driver, because cancelling must take a sleep out for
///    good, at once, on any thread. It is held for a handful of writes; [#fire] lets go of it after
///    each thousand timers.
/// 2. No waker, clock or other stranger is called under it.
/// 3. The driver computes how long to wait and says so in [#waitingFor] under one hold of the lock.
///    Whoever puts in a timer that is earlier sees that, and runs `earlier` after it let go. So no
///    timer can come between the computing and the saying.
public final class TimerQueue implements Timers {
  /// Length of a tick.
  static final long TICK_NANOS = 1_000_000;

  /// What [#waitingFor] says when no driver waits: no timer is earlier.
  private static final long NOBODY = Long.MIN_VALUE;

  private final Clock clock;
  private final Runnable earlier;
  private final long origin;

  private final Object lock = new Object();
  private final TimerWheel wheel = new TimerWheel();

  /// The tick until which the driver waits; [#NOBODY] when it does not, or when it has been told to
  /// stop.
  private long waitingFor = NOBODY;

  private boolean closed;

  /// A queue without timers.
  ///
  /// @param clock what time it is
  /// @param earlier ends the driver's wait; called by the thread that puts in a timer earlier than
  ///   the one the driver waits for. Must not throw
  public TimerQueue(Clock clock, Runnable earlier) {
    this.clock = clock;
    this.earlier = Objects.requireNonNull(earlier);
    this.origin = clock.nanos();
  }

  @Override
  public long nanos() {
    return clock.nanos();
  }

  @Override
  public Sleep sleepUntil(long deadline) {
    return new Sleep(this, deadline);
  }

  /// How many sleeps are waiting.
  public int size() {
    synchronized (lock) {
      return wheel.size();
    }
  }

  /// For the driver: how long it may sleep. From now until [#fire], a timer that must be served
  /// sooner calls `earlier`.
  ///
  /// The answer can be shorter than the time to the first timer, when the queue has to rearrange
  /// itself; never longer.
  ///
  /// @return nanoseconds; 0 when something is due, negative when there is no timer
  public long prepareWait() {
    long tick;
    synchronized (lock) {
      tick = wheel.nextTick();
      waitingFor = tick;
    }
    return tick == TimerWheel.NEVER ? -1 : Math.max(0, origin + tick * TICK_NANOS - clock.nanos());
  }

  /// For the driver: ends the wait and wakes everyone whose time has come.
  ///
  /// Any thread may call it.
  ///
  /// @return how many timers fired
  /// @throws RuntimeException what a waker threw, after all have been woken
  public int fire() {
    synchronized (lock) {
      if (wheel.size() == 0) {
        waitingFor = NOBODY;
        return 0; // the usual turn of a driver without timers costs no clock and no lists
      }
    }
    long present = Math.floorDiv(clock.nanos() - origin, TICK_NANOS);
    List<TimerEntry> due = new ArrayList<>();
    WakeList wakers = new WakeList();
    @Nullable Throwable failure = null;
    int fired = 0;
    boolean more;
    do {
      synchronized (lock) {
        waitingFor = NOBODY;
        more = wheel.advance(present, due);
        for (int i = 0; i < due.size(); i++) {
          wakers.add(((Sleep) due.get(i)).fire(Sleep.FIRED));
        }
      }
      fired += due.size();
      due.clear();
      try {
        wakers.wakeAll();
      } catch (RuntimeException | Error e) {
        if (failure == null) {
          failure = e;
        } else if (failure != e) {
          failure.addSuppressed(e);
        }
      }
    } while (more);
    return switch (failure) {
      case null -> fired;
      case Error error -> throw error;
      default -> throw (RuntimeException) failure;
    };
  }

  /// Ends time: everyone who waits is woken and fails at the next poll with
  /// `IllegalStateException`, as does everyone who comes later. Closing again does nothing.
  public void close() {
    List<TimerEntry> all = new ArrayList<>();
    WakeList wakers = new WakeList();
    synchronized (lock) {
      closed = true;
      wheel.clear(all);
      for (TimerEntry each : all) {
        wakers.add(((Sleep) each).fire(Sleep.CLOSED));
      }
    }
    wakers.wakeAll();
  }

  /// Puts a sleep in, with its deadline and waker set.
  ///
  /// @return whether the queue takes it; false when it is closed
  boolean insert(Sleep sleep) {
    boolean sooner;
    synchronized (lock) {
      if (closed) {
        return false;
      }
      sooner = insertLocked(sleep);
    }
    if (sooner) {
      earlier.run();
    }
    return true;
  }

  /// Gives a waiting sleep another deadline.
  ///
  /// @return whether it was still waiting; if not, nothing happened
  boolean move(Sleep sleep, long deadline) {
    boolean due = deadline - clock.nanos() <= 0;
    boolean sooner = false;
    @Nullable Waker woken = null;
    synchronized (lock) {
      if (!sleep.isLinked()) {
        return false;
      }
      wheel.remove(sleep);
      sleep.deadline = deadline;
      if (due) {
        woken = sleep.fire(Sleep.FIRED);
      } else {
        sooner = insertLocked(sleep);
      }
    }
    if (woken != null) {
      woken.wake();
    }
    if (sooner) {
      earlier.run();
    }
    return true;
  }

  /// Gives a waiting sleep another waker.
  ///
  /// @return whether it was still waiting; if not, nothing happened
  boolean replaceWaker(Sleep sleep, Waker waker) {
    synchronized (lock) {
      if (!sleep.isLinked()) {
        return false;
      }
      sleep.waker = waker;
      return true;
    }
  }

  /// Takes a sleep out, if it is in.
  void remove(Sleep sleep) {
    synchronized (lock) {
      if (sleep.isLinked()) {
        wheel.remove(sleep);
      }
    }
  }

  /// The complaint of a sleep that can never end.
  static IllegalStateException closed() {
    return new IllegalStateException("the runtime that keeps the time of this sleep is closed");
  }

  private boolean insertLocked(Sleep sleep) {
    long tick = tickAfter(sleep.deadline - origin);
    wheel.insert(sleep, tick);
    sleep.arm();
    if (tick >= waitingFor) {
      return false;
    }
    waitingFor = NOBODY; // told once is enough
    return true;
  }

  /// The first tick that is not before this time after the origin.
  private static long tickAfter(long nanos) {
    return nanos <= 0 ? 0 : (nanos - 1) / TICK_NANOS + 1;
  }

  @Override
  public String toString() {
    return "TimerQueue[" + size() + " sleeping]";
  }
}
