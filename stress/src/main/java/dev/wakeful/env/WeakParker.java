package dev.wakeful.env;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The decisions of a parker, each with a fault. It never sleeps: it says whether it would.
final class WeakParker {
  private final AtomicBoolean permit = new AtomicBoolean();
  private final AtomicReference<@Nullable Thread> sleeper = new AtomicReference<>();

  /// Whether it would go to sleep. The fault: the load may overtake the store.
  boolean fallAsleep() {
    sleeper.setRelease(Thread.currentThread());
    return !permit.getAcquire();
  }

  /// Whether it would wake somebody. The fault: the load may overtake the store.
  boolean giveToSleeper() {
    permit.setRelease(true);
    return sleeper.getAcquire() != null;
  }

  /// The time is over. The fault: a permit that comes after the look is overwritten.
  boolean giveUp() {
    boolean taken = permit.get();
    permit.set(false);
    return taken;
  }

  /// Gives the permit. The fault: it looks first, and the load may overtake the caller's stores.
  void giveIfMissing() {
    if (!permit.get()) {
      permit.set(true);
    }
  }

  void give() {
    permit.set(true);
  }

  boolean take() {
    return permit.getAndSet(false);
  }
}
