package dev.wakeful.env;

import org.jspecify.annotations.Nullable;

/// A platform thread with one field for whoever runs on it: a field read is all it costs to ask
/// "which worker am I on?".
public final class CarrierThread extends Thread {
  private @Nullable Object passenger;

  /// A daemon thread that has not been started.
  ///
  /// @param name its name
  /// @param body what it does
  public CarrierThread(String name, Runnable body) {
    super(null, body, name, 0, false);
    setDaemon(true);
  }

  /// What runs on the current thread, or null.
  public static @Nullable Object current() {
    return Thread.currentThread() instanceof CarrierThread self ? self.passenger : null;
  }

  /// Says what runs on the current thread; null when it leaves.
  ///
  /// @param next the new passenger
  /// @throws IllegalStateException when the current thread is no carrier
  public static void board(@Nullable Object next) {
    if (!(Thread.currentThread() instanceof CarrierThread self)) {
      throw new IllegalStateException(Thread.currentThread() + " is not a carrier thread");
    }
    self.passenger = next;
  }
}
