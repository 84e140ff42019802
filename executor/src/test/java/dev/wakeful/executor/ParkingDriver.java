package dev.wakeful.executor;

import dev.wakeful.env.Env;
import dev.wakeful.env.Parker;
import java.util.concurrent.atomic.AtomicInteger;

/// A driver without events: it sleeps until it is unparked.
class ParkingDriver implements Driver {
  private final Parker parker = Env.system().newParker();
  final AtomicInteger turns = new AtomicInteger();
  final AtomicInteger closes = new AtomicInteger();

  @Override
  public void turn(long nanos) {
    turns.incrementAndGet();
    if (nanos < 0) {
      parker.park();
    } else {
      parker.park(nanos);
    }
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
