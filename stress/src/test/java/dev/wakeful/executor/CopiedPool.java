package dev.wakeful.executor;

import dev.wakeful.env.Parker;
import dev.wakeful.stress.MonitorParker;

/// A copy of [BlockingPool], to be weakened: one thread, calls that are counted.
class CopiedPool {
  final Parker parker = new MonitorParker();
  int queued;
  int given;
  int ran;
  boolean serving = true;
  boolean idle;
  boolean closed;

  /// What the thread does when it has no call: whether it leaves.
  boolean leaves() {
    synchronized (this) {
      serving = queued > 0;
      return !serving;
    }
  }

  synchronized boolean takes() {
    if (queued == 0) {
      return false;
    }
    queued--;
    return true;
  }

  /// Whether a new thread must be started for the call.
  synchronized boolean call() {
    if (!serving) {
      serving = true;
      return true;
    }
    queued++;
    return false;
  }

  void callSleeper() {
    boolean wake;
    synchronized (this) {
      wake = idle;
      idle = false;
      if (wake) {
        given++;
      } else {
        queued++;
      }
    }
    if (wake) {
      parker.unpark();
    }
  }

  void close() {
    boolean wake;
    synchronized (this) {
      closed = true;
      wake = idle;
    }
    if (wake) {
      parker.unpark();
    }
  }

  /// The thread, until it has run a call or the pool is closed.
  final void serve() {
    while (!isServed()) {
      parker.park();
    }
  }

  private synchronized boolean isServed() {
    ran = given + queued;
    idle = ran == 0 && !closed;
    return !idle;
  }

  /// The fault: a call may have come in between.
  static final class StopsLate extends CopiedPool {
    @Override
    boolean leaves() {
      if (isEmpty()) {
        stop();
        return true;
      }
      return false;
    }

    private synchronized boolean isEmpty() {
      return queued == 0;
    }

    private synchronized void stop() {
      serving = false;
    }
  }

  /// The fault: the thread looks between the wake-up and the call.
  static final class WakesEarly extends CopiedPool {
    @Override
    void callSleeper() {
      boolean wake;
      synchronized (this) {
        wake = idle;
        idle = false;
      }
      if (wake) {
        parker.unpark();
      }
      synchronized (this) {
        if (wake) {
          given++;
        } else {
          queued++;
        }
      }
    }
  }

  /// The fault: a thread may go to sleep between the look and the word.
  static final class ClosesEarly extends CopiedPool {
    @Override
    void close() {
      boolean wake;
      synchronized (this) {
        wake = idle;
      }
      if (wake) {
        parker.unpark();
      }
      synchronized (this) {
        closed = true;
      }
    }
  }
}
