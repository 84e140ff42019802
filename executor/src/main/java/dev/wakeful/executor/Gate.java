package dev.wakeful.executor;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A gate that opens once, and threads that wait before it.
///
/// Any thread may use it. What was done before [#open] is visible to whoever has passed. Waiting
/// goes through the parkers of the environment.
final class Gate {
  private final Env env;
  private final List<Parker> waiting = new ArrayList<>(); // guarded by itself
  private boolean open; // guarded by waiting

  Gate(Env env) {
    this.env = env;
  }

  /// A time as [#await(long)] wants it; one that is longer than can be counted is 292 years.
  static long nanos(Duration limit) {
    return TimeUnit.NANOSECONDS.convert(limit);
  }

  /// Lets everybody through, now and later.
  void open() {
    List<Parker> all;
    synchronized (waiting) {
      open = true;
      all = new ArrayList<>(waiting);
      waiting.clear();
    }
    all.forEach(Parker::unpark);
  }

  /// Waits until the gate is open.
  void await() {
    Parker parker = env.newParker();
    if (!isOpenOrAdd(parker)) {
      parker.park();
    }
  }

  /// Waits until the gate is open or the time is over.
  ///
  /// @param nanos how long at most
  /// @return whether the gate is open
  boolean await(long nanos) {
    Parker parker = env.newParker();
    if (isOpenOrAdd(parker) || parker.park(nanos)) {
      return true;
    }
    synchronized (waiting) {
      waiting.remove(parker);
      return open;
    }
  }

  private boolean isOpenOrAdd(Parker parker) {
    synchronized (waiting) {
      if (!open) {
        waiting.add(parker);
      }
      return open;
    }
  }
}
