package dev.wakeful.examples.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ten thousand clients that say nothing cost nothing.
@Tag("long")
@Timeout(180)
class IdleTest {
  private static final int CLIENTS = 10_000;

  /// For how long the server is watched.
  private static final int SECONDS = 20;

  /// 0.2 % of one processor for that long.
  private static final long CPU_MILLIS = 40;

  /// How long the virtual machine has for what it has put off, above all compiling.
  private static final int SETTLING_SECONDS = 10;

  private final List<Client> clients = new ArrayList<>();
  private ServerProcess server;

  @BeforeEach
  void connectEverybody() throws IOException {
    server = ServerProcess.start(20_000, "-Xmx256m");
    for (int i = 0; i < CLIENTS; i++) {
      Client client = Client.connect(server.address(i));
      assertThat(client.ask("PING")).isEqualTo("+PONG");
      clients.add(client);
    }
  }

  @AfterEach
  void disconnectEverybody() throws IOException {
    for (Client client : clients) {
      client.close();
    }
    server.close();
  }

  @Test
  void silentClientsCostNoProcessorTime() throws Exception {
    watch("10,000 silent clients");
  }

  @Test
  void farExpiriesCostNoProcessorTime() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      assertThat(clients.get(i).ask("SET key" + i + " v EX 100000")).isEqualTo("+OK");
    }
    watch("10,000 silent clients and as many far expiries");
  }

  private void watch(String what) throws Exception {
    assertThat(clients.getFirst().connectedClients()).isEqualTo(CLIENTS);
    long runtime = server.runtimeThread();
    assertThat(server.survives(SETTLING_SECONDS)).isTrue();
    long cpu = server.cpuMillis();
    long sleeps = server.sleeps(runtime);
    assertThat(server.survives(SECONDS)).isTrue();
    long sleepsMeanwhile = server.sleeps(runtime) - sleeps;
    long cpuMeanwhile = server.cpuMillis() - cpu;
    System.out.printf(
        "%s: %d ms of processor time and %d context switches in %d s%n",
        what, cpuMeanwhile, sleepsMeanwhile, SECONDS);
    SoftAssertions.assertSoftly(both -> {
      both.assertThat(cpuMeanwhile)
          .as("processor time of the server in ms")
          .isLessThanOrEqualTo(CPU_MILLIS);
      both.assertThat(sleepsMeanwhile)
          .as("voluntary context switches of the runtime's thread")
          .isLessThanOrEqualTo(2);
    });
    assertThat(clients.getLast().ask("PING")).isEqualTo("+PONG");
  }
}
