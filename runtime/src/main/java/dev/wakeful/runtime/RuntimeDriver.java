package dev.wakeful.runtime;

import dev.wakeful.executor.Driver;
import dev.wakeful.reactor.Reactor;
import dev.wakeful.time.TimerQueue;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Sockets and timers as one driver: it sleeps in the reactor, no longer than until the first
/// timer.
final class RuntimeDriver implements Driver {
  private final Reactor reactor;
  private final TimerQueue timers;

  RuntimeDriver(Reactor reactor, TimerQueue timers) {
    this.reactor = reactor;
    this.timers = timers;
  }

  @Override
  public void turn(long nanos) {
    try {
      if (nanos != 0) {
        reactor.turn(shorter(nanos, timers.prepareWait()));
      } else if (reactor.isWorthATurn()) {
        reactor.turn(0);
      }
    } catch (IOException e) {
      // Without its poller the runtime is deaf. The executor reports this and shuts down.
      throw new UncheckedIOException(e);
    }
    fire(timers);
  }

  /// A waker that throws breaks its contract, and must not take the driver along.
  static void fire(TimerQueue timers) {
    try {
      timers.fire();
    } catch (RuntimeException e) {
      Thread self = Thread.currentThread();
      self.getUncaughtExceptionHandler().uncaughtException(self, e);
    }
  }

  /// The shorter of two waits, where a negative one is without limit.
  static long shorter(long one, long other) {
    if (one < 0 || other < 0) {
      return Math.max(one, other);
    }
    return Math.min(one, other);
  }

  @Override
  public void unpark() {
    reactor.wakeup();
  }

  @Override
  public void close() {
    timers.close();
    reactor.close();
  }
}
