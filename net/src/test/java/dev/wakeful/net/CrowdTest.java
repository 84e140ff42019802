package dev.wakeful.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
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
        CompletableFuture<String> served = elsewhere(clients::line);
        loop.until(served::isDone);
        assertThat(served.join()).isEqualTo(Integer.toString(CrowdClient.CONNECTIONS));
        assertThat(loop.reactor.registrations()).isEqualTo(CrowdClient.CONNECTIONS + 1);
        CompletableFuture<String> closed = elsewhere(() -> clients.ask("close"));
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

  /// What the child says, awaited on another thread: the loop has work to do.
  private static CompletableFuture<String> elsewhere(Callable<String> talk) {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            line.complete(talk.call());
          } catch (Exception e) {
            line.completeExceptionally(e);
          }
        });
    return line;
  }
}
