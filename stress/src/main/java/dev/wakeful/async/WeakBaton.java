package dev.wakeful.async;

import java.util.concurrent.atomic.AtomicBoolean;

/// A turn with a fault: there is one place for it, whoever it is for. It never sleeps: it says
/// whether it got the turn.
final class WeakBaton {
  private final AtomicBoolean turn = new AtomicBoolean();

  /// The fault: the giver may find it again.
  void give() {
    turn.set(true);
  }

  boolean take() {
    return turn.getAndSet(false);
  }
}
