package dev.wakeful.env;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A listening socket on `java.nio`.
final class NioListenSocket implements ListenSocket, NioChannel {
  private final ServerSocketChannel channel;
  private final InetSocketAddress localAddress;

  NioListenSocket(ServerSocketChannel channel) throws IOException {
    this.channel = channel;
    this.localAddress = (InetSocketAddress) channel.getLocalAddress();
  }

  @Override
  public @Nullable StreamSocket accept() throws IOException {
    SocketChannel accepted;
    try {
      accepted = channel.accept();
    } catch (IOException e) {
      throw NioSockets.classify(e);
    }
    if (accepted == null) {
      return null;
    }
    try {
      accepted.configureBlocking(false);
      return new NioStreamSocket(accepted);
    } catch (IOException | RuntimeException e) {
      accepted.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress localAddress() {
    return localAddress;
  }

  @Override
  public SelectableChannel channel() {
    return channel;
  }

  @Override
  public int interest(int wishes) {
    return (wishes & Poller.READ) != 0 ? SelectionKey.OP_ACCEPT : 0;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "listener on " + localAddress;
  }
}
