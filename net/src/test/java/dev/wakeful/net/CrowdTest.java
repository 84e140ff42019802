package dev.wakeful.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Ten thousand connections at once, from another process because of the limit on descriptors.
class CrowdTest {
  @Test
  void tenThousandConnectionsAreServedAndLeaveNothingBehind() throws Exception {
    try (TestLoop loop = new TestLoop()) {
      TcpListener listener = loop.run(TcpListener.bind("0.0.0.0", 0));
      TestLoop.Task<Void> serving = loop.spawn(EchoTest.echo(loop, listener));
      long before = Descriptors.open();
      String port = Integer.toString(listener.localAddress().getPort());
      try (ChildJvm clients = new ChildJvm(20_000, CrowdClient.class, port)) {
        CompletableFuture<String> served = line(clients);
        loop.until(served::isDone);
        assertThat(served.join()).isEqualTo(Integer.toString(CrowdClient.CONNECTIONS));
        assertThat(loop.reactor.registrations()).isEqualTo(CrowdClient.CONNECTIONS + 1);
        CompletableFuture<String> closed = line(clients);
        loop.until(() -> closed.isDone() && loop.reactor.registrations() == 1);
      }
      loop.turn(0);
      assertThat(Descriptors.open()).isEqualTo(before);
      assertThat(listener.shortages()).isZero();
      listener.close();
      loop.until(() -> serving.finished);
      assertThat(loop.reactor.registrations()).isZero();
      loop.turn(0);
      assertThat(Descriptors.open()).isEqualTo(before - 1);
    }
  }

  /// The child's next line, awaited elsewhere: the loop has work to do.
  private static CompletableFuture<String> line(ChildJvm child) {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            line.complete(child.line());
          } catch (IOException | RuntimeException e) {
            line.completeExceptionally(e);
          }
        });
    return line;
  }
}
