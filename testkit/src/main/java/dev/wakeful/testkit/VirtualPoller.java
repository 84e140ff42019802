package dev.wakeful.testkit;

import dev.wakeful.env.Pollable;
import dev.wakeful.env.Poller;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Poller of a [VirtualEnv].
///
/// A change of the clock ends a wait below just as a wake-up does; `woken` tells the one from the
/// other.
final class VirtualPoller implements Poller {
  private final VirtualEnv env;
  private final Poller below;
  private final AtomicBoolean woken = new AtomicBoolean();

  VirtualPoller(VirtualEnv env, Poller below) {
    this.env = env;
    this.below = below;
  }

  @Override
  public void register(Pollable source, long token, int wishes) throws IOException {
    below.register(source, token, wishes);
  }

  @Override
  public void update(Pollable source, int wishes) {
    below.update(source, wishes);
  }

  @Override
  public void deregister(Pollable source) {
    below.deregister(source);
  }

  @Override
  public int poll(long nanos, Events events) throws IOException {
    if (nanos <= 0) {
      int told = below.poll(nanos, events);
      woken.set(false);
      return told;
    }
    VirtualClock clock = env.clock();
    long deadline = clock.nanos() + nanos;
    while (true) {
      // Asked before looking: whoever lets go of the clock has told us before that.
      boolean mayJump = env.mayJump();
      int told = below.poll(0, events);
      if (told != 0 || woken.getAndSet(false)) {
        return told;
      }
      long left = deadline - clock.nanos();
      if (left <= 0) {
        return 0;
      }
      if (!clock.isPaused()) {
        told = below.poll(left, events);
      } else if (mayJump) {
        clock.advanceTo(deadline);
      } else {
        told = pollUntilChange(deadline, events);
      }
      if (told != 0) {
        return told;
      }
    }
  }

  /// Waits for an event, a wake-up or a change of the clock.
  private int pollUntilChange(long deadline, Events events) throws IOException {
    Runnable nudge = below::wakeup;
    env.clock().onChange(nudge);
    try {
      return env.standsStillBefore(deadline) ? below.poll(-1, events) : 0;
    } finally {
      env.clock().removeListener(nudge);
    }
  }

  @Override
  public void wakeup() {
    woken.set(true);
    below.wakeup();
  }

  @Override
  public void close() {
    below.close();
  }
}
