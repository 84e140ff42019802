package dev.wakeful.env;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A listening socket that never blocks.
public interface ListenSocket extends Pollable {

  /// Takes one connection off the queue.
  ///
  /// @return the connection, or null when none waits
  /// @throws FdExhaustedException when there is no descriptor left for it; it stays in the queue
  /// @throws IOException when the attempt failed otherwise; the listener itself goes on
  @Nullable StreamSocket accept() throws IOException;

  /// Where it listens.
  InetSocketAddress localAddress();
}
