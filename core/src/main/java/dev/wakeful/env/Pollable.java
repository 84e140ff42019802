package dev.wakeful.env;

/// Something whose readiness a [Poller] of the same [Env] can watch: a socket.
public interface Pollable extends AutoCloseable {

  /// Whether [#close] has been called.
  boolean isClosed();

  /// Gives it back to the kernel at once. Deregister it first. Closing twice is harmless.
  @Override
  void close();
}
