package dev.wakeful.runtime;

import dev.wakeful.env.Parker;
import dev.wakeful.executor.Driver;
import dev.wakeful.time.TimerQueue;

/// Timers alone as a driver, for a runtime without sockets: it sleeps on a parker.
final class TimerDriver implements Driver {
  private final Parker parker;
  private final TimerQueue timers;

  TimerDriver(Parker parker, TimerQueue timers) {
    this.parker = parker;
    this.timers = timers;
  }

  @Override
  public void turn(long nanos) {
    if (nanos != 0) {
      long wait = RuntimeDriver.shorter(nanos, timers.prepareWait());
      if (wait < 0) {
        parker.park();
      } else {
        parker.park(wait);
      }
    }
    RuntimeDriver.fire(timers);
  }

  @Override
  public void unpark() {
    parker.unpark();
  }

  @Override
  public void close() {
    timers.close();
  }
}
