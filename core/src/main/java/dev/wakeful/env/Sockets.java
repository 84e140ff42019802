package dev.wakeful.env;

import java.io.IOException;
import java.net.InetSocketAddress;

/// The maker of non-blocking sockets, at the level of system calls.
///
/// Any thread may call it.
public interface Sockets {

  /// A socket that listens.
  ///
  /// @param address where; port 0 lets the kernel choose
  /// @param backlog how many connections may wait to be accepted, at least 1
  /// @throws IOException when the address is taken, unresolved or not ours
  ListenSocket listen(InetSocketAddress address, int backlog) throws IOException;

  /// Starts a connection attempt and does not wait for it. Watch the socket for [Poller#WRITE],
  /// then ask [StreamSocket#finishConnect].
  ///
  /// @param address whom to call
  /// @throws IOException when the attempt fails at once
  StreamSocket connect(InetSocketAddress address) throws IOException;
}
