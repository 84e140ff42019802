package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.future.Shutdown;

/// The [Shutdown] of an executor. Any thread may use it.
final class ShutdownSignal implements Shutdown {
  private final Bell bell = new Bell();
  private volatile boolean requested;

  /// Makes the wish; again is harmless.
  void request() {
    requested = true;
    bell.ring();
  }

  @Override
  public boolean isRequested() {
    return requested;
  }

  @Override
  public Future<Void> requested() {
    return bell.until("shutdown", this::isRequested);
  }
}
