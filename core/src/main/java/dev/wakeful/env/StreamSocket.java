package dev.wakeful.env;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;

/// A TCP connection that never blocks.
///
/// One thread reads and one writes at a time; they may be two. Each call is one system call.
public interface StreamSocket extends Pollable {

  /// Whether the connection attempt has ended well.
  ///
  /// @return false while it is under way
  /// @throws IOException when it failed
  boolean finishConnect() throws IOException;

  /// Reads what is there.
  ///
  /// @param into where to, at its position
  /// @return how many bytes, 0 when none is there now (or `into` is full), -1 at the end of the
  ///   stream
  /// @throws IOException when the connection is broken, such as by a reset
  int read(ByteBuffer into) throws IOException;

  /// Reads what is there into several buffers, in order.
  ///
  /// @param into where to
  /// @param offset the first buffer
  /// @param length how many buffers
  /// @return as [#read(ByteBuffer)]
  /// @throws IOException when the connection is broken
  long read(ByteBuffer[] into, int offset, int length) throws IOException;

  /// Writes as much as the kernel takes.
  ///
  /// @param from what, from its position
  /// @return how many bytes, 0 when there is no room now (or `from` is empty)
  /// @throws IOException when the connection is broken
  int write(ByteBuffer from) throws IOException;

  /// Writes as much as the kernel takes of several buffers, in order.
  ///
  /// @param from what
  /// @param offset the first buffer
  /// @param length how many buffers
  /// @return as [#write(ByteBuffer)]
  /// @throws IOException when the connection is broken
  long write(ByteBuffer[] from, int offset, int length) throws IOException;

  /// Says that no more bytes will be written: the peer reads the end of the stream.
  ///
  /// @throws IOException when the connection is broken
  void shutdownOutput() throws IOException;

  /// Gives up reading; what the peer still sends is thrown away.
  ///
  /// @throws IOException when the connection is broken
  void shutdownInput() throws IOException;

  /// Sets an option of [java.net.StandardSocketOptions].
  ///
  /// @param option which
  /// @param value to what
  /// @throws IOException when the kernel refuses
  <T> void setOption(SocketOption<T> option, T value) throws IOException;

  /// The value of an option.
  ///
  /// @param option which
  /// @throws IOException when the kernel refuses
  <T> T getOption(SocketOption<T> option) throws IOException;

  /// This end.
  InetSocketAddress localAddress();

  /// The other end.
  InetSocketAddress remoteAddress();
}
