package dev.wakeful.net;

import dev.wakeful.env.StreamSocket;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a connection is to behave.
///
/// @param noDelay whether small writes are sent at once (`TCP_NODELAY`). On unless you say
///   otherwise: whoever writes to a [TcpStream] has decided what one write is, and waiting for more
///   costs up to 40 ms against a peer that delays its acknowledgements. Gather small pieces in a
///   buffer, or write several at once with [TcpStream#writeVectored].
/// @param keepAlive whether the kernel probes an idle peer (`SO_KEEPALIVE`); off unless you say
///   otherwise
/// @param linger how long the kernel goes on sending after `close` (`SO_LINGER`), whole seconds;
///   zero throws away what is unsent and resets the connection. Null, the default, sends in the
///   background.
/// @param receiveBuffer how many bytes the kernel may hold for the reader (`SO_RCVBUF`), 0 to let
///   it decide
/// @param sendBuffer how many unsent bytes the kernel may hold (`SO_SNDBUF`), 0 to let it decide
public record StreamOptions(
    boolean noDelay,
    boolean keepAlive,
    @Nullable Duration linger,
    int receiveBuffer,
    int sendBuffer) {
  private static final StreamOptions DEFAULTS = new StreamOptions(true, false, null, 0, 0);

  /// Checks the sizes.
  ///
  /// @throws IllegalArgumentException when one of them is negative
  public StreamOptions {
    if (receiveBuffer < 0 || sendBuffer < 0 || (linger != null && linger.isNegative())) {
      throw new IllegalArgumentException("sizes and times must not be negative");
    }
  }

  /// No delay, no probes, background close, and the kernel's buffer sizes.
  public static StreamOptions defaults() {
    return DEFAULTS;
  }

  /// These options with another [#noDelay].
  ///
  /// @param on the new value
  public StreamOptions withNoDelay(boolean on) {
    return new StreamOptions(on, keepAlive, linger, receiveBuffer, sendBuffer);
  }

  /// These options with another [#keepAlive].
  ///
  /// @param on the new value
  public StreamOptions withKeepAlive(boolean on) {
    return new StreamOptions(noDelay, on, linger, receiveBuffer, sendBuffer);
  }

  /// These options with another [#linger].
  ///
  /// @param time the new value
  public StreamOptions withLinger(@Nullable Duration time) {
    return new StreamOptions(noDelay, keepAlive, time, receiveBuffer, sendBuffer);
  }

  /// These options with another [#receiveBuffer].
  ///
  /// @param bytes the new value
  public StreamOptions withReceiveBuffer(int bytes) {
    return new StreamOptions(noDelay, keepAlive, linger, bytes, sendBuffer);
  }

  /// These options with another [#sendBuffer].
  ///
  /// @param bytes the new value
  public StreamOptions withSendBuffer(int bytes) {
    return new StreamOptions(noDelay, keepAlive, linger, receiveBuffer, bytes);
  }

  /// Tells the kernel what differs from its own defaults.
  void applyTo(StreamSocket socket) throws IOException {
    if (noDelay) {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    if (keepAlive) {
      socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }
    Duration time = linger;
    if (time != null) {
      socket.setOption(StandardSocketOptions.SO_LINGER, Math.toIntExact(time.toSeconds()));
    }
    if (receiveBuffer > 0) {
      socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
    }
    if (sendBuffer > 0) {
      socket.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
    }
  }
}
