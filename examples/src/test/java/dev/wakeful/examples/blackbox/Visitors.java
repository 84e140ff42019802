package dev.wakeful.examples.blackbox;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// Short visits to a server, some hundreds at a time on one selector: connect, one PING, its reply,
/// and gone. Every second one leaves by FIN, every other one by RST.
final class Visitors {
  private static final int AT_A_TIME = 400;
  private static final ByteBuffer PING =
      ByteBuffer.wrap("PING\r\n".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
  private static final String PONG = "+PONG\r\n";

  private final ServerProcess server;
  private final ByteBuffer reply = ByteBuffer.allocateDirect(64);
  private int started;
  private int served;

  private Visitors(ServerProcess server) {
    this.server = server;
  }

  /// Makes so many visits.
  ///
  /// @return how many were served
  static int visit(ServerProcess server, int visits) throws IOException {
    return new Visitors(server).run(visits);
  }

  private int run(int visits) throws IOException {
    try (Selector selector = Selector.open()) {
      while (served < visits) {
        while (started < visits && started - served < AT_A_TIME) {
          arrive(selector);
        }
        selector.select(this::proceed);
      }
    }
    return served;
  }

  private void arrive(Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    if (started++ % 2 == 0) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    if (channel.connect(server.address(started))) {
      channel.write(PING.duplicate());
      channel.register(selector, SelectionKey.OP_READ);
    } else {
      channel.register(selector, SelectionKey.OP_CONNECT);
    }
  }

  private void proceed(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        channel.write(PING.duplicate());
        key.interestOps(SelectionKey.OP_READ);
      } else {
        channel.read(reply.clear());
        String text = StandardCharsets.US_ASCII.decode(reply.flip()).toString();
        if (!text.equals(PONG)) {
          throw new AssertionError("visit " + served + " was answered: " + text);
        }
        channel.close();
        served++;
      }
    } catch (IOException e) {
      throw new AssertionError("visit " + served + " failed", e);
    }
  }
}
