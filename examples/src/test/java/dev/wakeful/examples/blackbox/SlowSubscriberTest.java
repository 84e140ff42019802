package dev.wakeful.examples.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that do not read, against a server with a heap of 64 MiB.
@Tag("long")
@Timeout(300)
class SlowSubscriberTest {
  private static final int SUBSCRIBERS = 50;
  private static final int MESSAGE = 64 * 1024;
  private static final int MESSAGES = (1 << 30) / MESSAGE;

  /// Clients that send and send.
  private static final int TALKERS = 100;

  /// How often each of them finds its socket full before it gives up.
  private static final int ROUNDS = 200;

  /// Heap, code, threads and the virtual machine itself.
  private static final long MOST_KIB = 192 * 1024;

  /// How much the second half of a flood may add to the memory of the first.
  private static final long SLOPE_KIB = 8 * 1024;

  @Test
  void subscribersThatDoNotReadAreClosedAndNobodyElseNotices() throws Exception {
    try (ServerProcess server = ServerProcess.start(20_000, "-Xmx64m");
        Client publisher = server.connect();
        Client reader = server.connect()) {
      List<Client> deaf = new ArrayList<>();
      for (int i = 0; i < SUBSCRIBERS; i++) {
        Client one = Client.cramped(server.address(i));
        one.send("SUBSCRIBE flood");
        deaf.add(one);
      }
      reader.send("SUBSCRIBE news");
      while (publisher.connectedClients() < SUBSCRIBERS + 2) {
        assertThat(server.isAlive()).isTrue();
      }
      assertThat(lines(reader, 6)).isEqualTo("*3 $9 subscribe $4 news :1");

      ByteBuffer flood = publish(MESSAGE);
      long middle = 0;
      long peak = 0;
      for (int i = 0; i < MESSAGES; i++) {
        publisher.send(flood.duplicate());
        assertThat(publisher.line()).as("message %d", i).startsWith(":");
        if (i % 64 == 0) {
          assertThat(publisher.ask("PUBLISH news fresh")).isEqualTo(":1");
          assertThat(lines(reader, 7)).isEqualTo("*3 $7 message $4 news $5 fresh");
          peak = Math.max(peak, server.residentKib());
        }
        middle = i < MESSAGES / 2 ? peak : middle;
      }
      assertThat(publisher.connectedClients()).as("those who read").isEqualTo(2);
      System.out.printf("slow subscribers: resident %d KiB at half, %d at last%n", middle, peak);
      assertThat(peak).as("peak of resident KiB").isLessThan(MOST_KIB);
      assertThat(peak - middle).as("KiB added by the second half").isLessThan(SLOPE_KIB);
      for (Client one : deaf) {
        one.close();
      }
    }
  }

  @Test
  void clientsThatSendAndDoNotReadAreHeldBack() throws Exception {
    try (ServerProcess server = ServerProcess.start(20_000, "-Xmx64m");
        Client witness = server.connect()) {
      String value = "v".repeat(16 * 1024);
      assertThat(witness.ask("SET big " + value)).isEqualTo("+OK");
      ByteBuffer pipeline =
          ByteBuffer.wrap("GET big\r\n".repeat(8 * 1024).getBytes(StandardCharsets.US_ASCII));
      List<Client> talkers = new ArrayList<>();
      List<ByteBuffer> unsent = new ArrayList<>();
      for (int i = 0; i < TALKERS; i++) {
        Client one = Client.cramped(server.address(i));
        one.channel().configureBlocking(false);
        talkers.add(one);
        unsent.add(pipeline.duplicate());
      }
      long peak = 0;
      int full = 0;
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < TALKERS; i++) {
          full += fill(talkers.get(i), unsent.get(i)) ? 1 : 0;
        }
        assertThat(witness.ask("PING")).isEqualTo("+PONG");
        peak = Math.max(peak, server.residentKib());
      }
      System.out.printf("deaf talkers: resident %d KiB at most, %d times full%n", peak, full);
      assertThat(full).as("times a talker had to wait").isGreaterThan(TALKERS);
      assertThat(witness.connectedClients()).as("nobody is thrown out").isEqualTo(TALKERS + 1);
      assertThat(witness.ask("GET big")).isEqualTo(value);
      assertThat(peak).as("peak of resident KiB").isLessThan(MOST_KIB);
      for (Client one : talkers) {
        one.close();
      }
      while (witness.connectedClients() > 1) {
        assertThat(server.isAlive()).isTrue();
      }
      assertThat(server.liveHeap().kib()).as("live KiB afterwards").isLessThan(16 * 1024);
    }
  }

  /// Sends until the socket is full or ten pipelines are gone; whether it is full.
  private static boolean fill(Client talker, ByteBuffer unsent) throws IOException {
    for (int i = 0; i < 10; i++) {
      if (!unsent.hasRemaining()) {
        unsent.rewind();
      }
      if (talker.channel().write(unsent) == 0) {
        return true;
      }
    }
    return false;
  }

  private static ByteBuffer publish(int length) {
    byte[] text = new byte[length];
    Arrays.fill(text, (byte) 'x');
    return ByteBuffer.allocate(length + 64)
        .put(
            ("*3\r\n$7\r\nPUBLISH\r\n$5\r\nflood\r\n$" + length + "\r\n")
                .getBytes(StandardCharsets.US_ASCII))
        .put(text)
        .put("\r\n".getBytes(StandardCharsets.US_ASCII))
        .flip();
  }

  private static String lines(Client client, int count) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(client.line());
    }
    return String.join(" ", lines);
  }
}
