package dev.wakeful.env;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/// Sockets of the real world, on `java.nio`.
final class NioSockets implements Sockets {
  /// How the kernel's words for a shortage begin or end, in the messages of the JDK.
  private static final List<String> SHORTAGE =
      List.of(
          "Too many open files", "No buffer space available", "Cannot allocate memory", "ENFILE");

  @Override
  public ListenSocket listen(InetSocketAddress address, int backlog) throws IOException {
    ServerSocketChannel channel = open(ServerSocketChannel::open);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(resolved(address), backlog);
      return new NioListenSocket(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw named(e, "listen on", address);
    }
  }

  @Override
  public StreamSocket connect(InetSocketAddress address) throws IOException {
    SocketChannel channel = open(SocketChannel::open);
    try {
      channel.configureBlocking(false);
      channel.connect(resolved(address));
      return new NioStreamSocket(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw named(e, "connect to", address);
    }
  }

  /// Tells a shortage of descriptors from other failures.
  static IOException classify(IOException e) {
    String message = e.getMessage();
    if (message != null) {
      // no stream, no lambda: a class of their making might want a descriptor to be loaded
      for (String shortage : SHORTAGE) {
        if (message.contains(shortage)) {
          return new FdExhaustedException(message, e);
        }
      }
    }
    return e;
  }

  private static InetSocketAddress resolved(InetSocketAddress address) throws IOException {
    if (address.isUnresolved()) {
      throw new UnknownHostException(address.getHostString());
    }
    return address;
  }

  private static <C> C open(Opening<C> opening) throws IOException {
    try {
      return opening.open();
    } catch (IOException e) {
      throw classify(e);
    }
  }

  /// The JDK says "Address already in use" without saying which; errors name the place.
  private static IOException named(Exception e, String verb, InetSocketAddress address) {
    if (e instanceof FdExhaustedException shortage) {
      return shortage;
    }
    String message = "cannot " + verb + " " + address + ": " + e.getMessage();
    IOException named =
        switch (e) {
          case java.net.BindException bind -> new java.net.BindException(message);
          case java.net.ConnectException connect -> new java.net.ConnectException(message);
          case UnknownHostException unknown -> new UnknownHostException(address.getHostString());
          case SocketException socket -> new SocketException(message);
          default -> new IOException(message);
        };
    named.initCause(e);
    return named;
  }

  private interface Opening<C> {
    C open() throws IOException;
  }
}
