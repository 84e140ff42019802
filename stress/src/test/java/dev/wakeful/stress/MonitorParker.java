package dev.wakeful.stress;

import dev.wakeful.env.Parker;

/// A parker made of a monitor.
///
/// Lincheck lets `LockSupport.park` return without a reason, as its contract allows, and so never
/// sees a worker that sleeps for ever. A monitor sleeps until it is notified.
///
/// A model has no clock: a time limit is never over, so that a wake-up that was lost cannot hide
/// behind one.
public final class MonitorParker implements Parker {
  private boolean permit;

  /// A parker without a permit.
  public MonitorParker() {}

  @Override
  public synchronized void park() {
    while (!permit) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError("nobody interrupts a model", e);
      }
    }
    permit = false;
  }

  @Override
  public synchronized boolean park(long nanos) {
    if (nanos > 0) {
      park();
      return true;
    }
    boolean taken = permit;
    permit = false;
    return taken;
  }

  @Override
  public synchronized void unpark() {
    permit = true;
    notifyAll();
  }
}
