package dev.wakeful.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A server with 256 descriptors against more connections than that.
class ShortageTest {
  private static final int DESCRIPTORS = 256;
  private static final int CLIENTS = 300;
  private static final int FREED = 120;

  private static void say(SocketChannel client) throws IOException {
    client.write(ByteBuffer.wrap(new byte[] {42}));
  }

  private static void hear(SocketChannel client) throws IOException {
    ByteBuffer echo = ByteBuffer.allocate(1);
    assertThat(client.read(echo)).isEqualTo(1);
    assertThat(echo.get(0)).isEqualTo((byte) 42);
  }

  @Test
  void aServerOutOfDescriptorsGoesOnTriesRarelyAndRecoversSoon() throws Exception {
    List<SocketChannel> clients = new ArrayList<>();
    try (ChildJvm server = new ChildJvm(DESCRIPTORS, EchoServer.class, "127.0.0.1")) {
      int port = Integer.parseInt(server.line());
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      try (SocketChannel first = SocketChannel.open(address)) {
        say(first); // its end loads classes, which may take a descriptor
        hear(first);
      }
      SocketChannel early = SocketChannel.open(address);
      say(early);
      hear(early);
      assertThat(server.ask("shortages?")).isEqualTo("0");

      for (int i = 0; i < CLIENTS; i++) {
        SocketChannel client = SocketChannel.open(address); // the kernel's backlog takes it
        say(client);
        clients.add(client);
      }
      long before = shortages(server);
      while (before == 0) {
        before = shortages(server);
      }

      long start = System.nanoTime();
      int roundTrips = 0;
      while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1)) {
        say(early);
        hear(early);
        roundTrips++;
      }
      long tries = shortages(server) - before;
      assertThat(tries).as("tries in a second of shortage").isBetween(1L, 20L);
      assertThat(roundTrips).as("on a connection from before, meanwhile").isGreaterThan(200);

      for (SocketChannel client : clients.subList(0, FREED)) {
        hear(client);
        client.close();
      }
      long freed = System.nanoTime();
      for (SocketChannel client : clients.subList(FREED, CLIENTS)) {
        hear(client);
      }
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - freed))
          .as("milliseconds until everybody was served")
          .isLessThanOrEqualTo(250);
      SocketChannel late = SocketChannel.open(address);
      say(late);
      hear(late);
      clients.add(early);
      clients.add(late);
    }
    for (SocketChannel client : clients) {
      client.close();
    }
  }

  private static long shortages(ChildJvm server) throws IOException {
    return Long.parseLong(server.ask("shortages?"));
  }
}
