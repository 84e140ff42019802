package dev.wakeful.stress;

import dev.wakeful.env.Parker;
import dev.wakeful.task.Waker;

/// A waker that unparks; two of them are never the same. A class and not a lambda, because Lincheck
/// cannot look into a lambda that is stored in a shared object.
public final class UnparkingWaker implements Waker {
  private final Parker parker;

  /// A waker of whoever sleeps there.
  ///
  /// @param parker where
  public UnparkingWaker(Parker parker) {
    this.parker = parker;
  }

  @Override
  public void wake() {
    parker.unpark();
  }
}
