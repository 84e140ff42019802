package dev.wakeful.executor;

import dev.wakeful.future.Future;
import dev.wakeful.future.Shutdown;

/// The [Shutdown] of an executor. Any thread may use it.
final class ShutdownSignal implements Shutdown {
  private final Bell acceptors = new Bell();
  private final Bell others = new Bell();
  private volatile boolean requested;

  /// Makes the wish; again is harmless.
  void request() {
    requested = true;
    acceptors.ring();
    others.ring();
  }

  @Override
  public boolean isRequested() {
    return requested;
  }

  @Override
  public Future<Void> requested() {
    return others.until("shutdown", this::isRequested);
  }

  @Override
  public Future<Void> stopAccepting() {
    return acceptors.until("stopAccepting", this::isRequested);
  }
}
