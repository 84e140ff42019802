package dev.wakeful.examples.redis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/// A server on a port of this machine.
///
/// @param port where it accepts
record SocketPeer(int port) implements Peer {

  @Override
  public Wire connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
    InputStream in = new BufferedInputStream(socket.getInputStream());
    return new Wire() {
      @Override
      public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
      }

      @Override
      public int read() throws IOException {
        return in.read();
      }

      @Override
      public boolean hasUnread() throws IOException {
        return in.available() > 0;
      }

      @Override
      public void close() throws IOException {
        socket.close();
      }
    };
  }
}
