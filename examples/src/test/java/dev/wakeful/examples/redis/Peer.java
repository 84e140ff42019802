package dev.wakeful.examples.redis;

import java.io.IOException;

/// A server that scripts are played against: the engine in this process, or anything behind a port.
interface Peer {

  /// A new connection.
  Wire connect() throws IOException;

  /// One connection.
  interface Wire {

    /// Sends bytes; the server has them when this returns, or will before anything sent later.
    void send(byte[] bytes) throws IOException;

    /// The next byte, or -1 when the server has closed. Waits for it.
    int read() throws IOException;

    /// Whether a byte has arrived that was not read.
    boolean hasUnread() throws IOException;

    /// Closes it.
    void close() throws IOException;
  }
}
