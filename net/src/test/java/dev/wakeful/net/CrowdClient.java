package dev.wakeful.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Ten thousand connections as a process of its own: opens them all, writes to each, then reads
/// from each what was written to it. Its argument is the port; it says how many were served, and
/// closes them when it is told to.
final class CrowdClient {
  static final int CONNECTIONS = 10_000;

  /// A port number is taken once per destination: spread them.
  private static final int DESTINATIONS = 50;

  private static final int MESSAGE = 1_024;

  private CrowdClient() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    ByteBuffer buffer = ByteBuffer.allocateDirect(MESSAGE);
    List<SocketChannel> all = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      byte last = (byte) (1 + i % DESTINATIONS);
      InetAddress destination = InetAddress.getByAddress(new byte[] {127, 0, 0, last});
      all.add(SocketChannel.open(new InetSocketAddress(destination, port)));
    }
    for (int i = 0; i < CONNECTIONS; i++) {
      write(all.get(i), buffer, i);
    }
    int served = 0;
    for (int i = 0; i < CONNECTIONS; i++) {
      served += isEcho(all.get(i), buffer, i) ? 1 : 0;
    }
    System.out.println(served);
    System.in.read(); // until the server has counted them
    for (SocketChannel one : all) {
      one.close();
    }
    System.out.println("closed");
  }

  private static void write(SocketChannel channel, ByteBuffer buffer, int number) throws Exception {
    buffer.clear();
    while (buffer.hasRemaining()) {
      buffer.putInt(number);
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static boolean isEcho(SocketChannel channel, ByteBuffer buffer, int number)
      throws Exception {
    buffer.clear();
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return false;
      }
    }
    buffer.flip();
    while (buffer.hasRemaining()) {
      if (buffer.getInt() != number) {
        return false;
      }
    }
    return true;
  }
}
