package dev.wakeful.executor;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import java.util.concurrent.atomic.AtomicInteger;

/// A driver without events: it sleeps until it is unparked.
class ParkingDriver implements Driver {
  private final Parker parker = Env.system().newParker();
  private volatile boolean inside;
  final AtomicInteger turns = new AtomicInteger();
  final AtomicInteger closes = new AtomicInteger();

  @Override
  public void turn(long nanos) {
    turns.incrementAndGet();
    inside = true;
    if (nanos < 0) {
      parker.park();
    } else {
      parker.park(nanos);
    }
    inside = false;
  }

  /// Whether a thread is in the driver.
  boolean isInside() {
    return inside;
  }

  @Override
  public void unpark() {
    parker.unpark();
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }
}
