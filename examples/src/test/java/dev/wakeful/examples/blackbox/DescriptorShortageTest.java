package dev.wakeful.examples.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server that may have 256 descriptors open, and a thousand clients.
@Tag("long")
class DescriptorShortageTest {
  private static final int DESCRIPTORS = 256;
  private static final int CLIENTS = 1_000;
  private static final int SHORT_SECONDS = 2;

  /// How much processor time two seconds of shortage may take, which a loop that tries without a
  /// pause would fill.
  private static final long CPU_MILLIS = 500;

  @Test
  @Timeout(60)
  void aServerWithoutDescriptorsGoesOnServingWhomItHasAndRecovers() throws Exception {
    List<Client> crowd = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start(DESCRIPTORS, "-Xmx128m");
        Client early = server.connect()) {
      assertThat(early.ask("SET before shortage")).isEqualTo("+OK");
      assertThat(early.connectedClients())
          .isEqualTo(1); // loads its classes, which takes descriptors
      for (int i = 0; i < CLIENTS; i++) {
        Client client = Client.connect(server.address(i)); // the kernel's backlog takes it
        client.send("PING");
        crowd.add(client);
      }
      while (server.descriptors() < DESCRIPTORS) {
        assertThat(early.ask("PING")).isEqualTo("+PONG");
      }

      long cpu = server.cpuMillis();
      assertThat(server.survives(SHORT_SECONDS)).isTrue();
      assertThat(server.cpuMillis() - cpu).as("ms of processor time").isLessThan(CPU_MILLIS);
      assertThat(early.connectedClients()).isLessThan(DESCRIPTORS);
      int answered = 0;
      for (Client client : crowd) {
        answered += client.hasInput() ? 1 : 0;
      }
      assertThat(answered).as("clients served").isEqualTo(early.connectedClients() - 1);

      for (Client client : crowd) {
        client.close();
      }
      long left = System.nanoTime();
      try (Client late = server.connect()) {
        assertThat(late.ask("GET before")).isEqualTo("shortage");
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - left);
      System.out.printf(
          "%d of %d clients served with %d descriptors; recovered in %d ms%n",
          answered, CLIENTS, DESCRIPTORS, millis);
      assertThat(millis).as("ms until a new client is served").isLessThanOrEqualTo(250);
      assertThat(early.ask("GET before")).isEqualTo("shortage");
      while (early.connectedClients() > 1) {
        assertThat(server.isAlive()).isTrue();
      }
    }
  }
}
