package dev.wakeful.examples.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A million short connections, half of them reset, leave nothing behind in the server.
@Tag("long")
class MillionConnectionsTest {
  private static final int WARM_UP = 1_000;
  private static final int VISITS = 1_000_000;
  private static final String REGISTRATION = "dev.wakeful.reactor.Registration";

  /// The server's state between visits, as seen from outside.
  private record Books(long descriptors, long threads, LiveHeap heap) {
    static Books of(ServerProcess server, Client witness) throws Exception {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (witness.connectedClients() != 1) {
        assertThat(System.nanoTime()).as("the last ones leave").isLessThan(deadline);
      }
      assertThat(witness.ask("PING")).isEqualTo("+PONG"); // one turn more: its poller has let go
      return new Books(server.descriptors(), server.threads(), server.liveHeap());
    }
  }

  @Test
  @Timeout(900)
  void aMillionShortConnectionsLeaveNothingBehind() throws Exception {
    try (ServerProcess server = ServerProcess.start(20_000, "-Xmx256m");
        Client witness = server.connect()) {
      assertThat(Visitors.visit(server, WARM_UP)).isEqualTo(WARM_UP);
      server.ask("GC.run"); // the first such question starts a thread and opens a socket
      Books before = Books.of(server, witness);

      long start = System.nanoTime();
      assertThat(Visitors.visit(server, VISITS)).isEqualTo(VISITS);
      double seconds = (System.nanoTime() - start) / 1e9;

      Books after = Books.of(server, witness);
      System.out.printf(
          "%,d connections in %.1f s: %,.0f/s; descriptors %d, then %d; threads %d, then %d;"
              + " live heap %,d KiB, then %,d KiB%n",
          VISITS,
          seconds,
          VISITS / seconds,
          before.descriptors,
          after.descriptors,
          before.threads,
          after.threads,
          before.heap.kib(),
          after.heap.kib());
      SoftAssertions.assertSoftly(all -> {
        all.assertThat(after.descriptors).as("descriptors").isEqualTo(before.descriptors);
        all.assertThat(after.threads).as("threads").isEqualTo(before.threads);
        all.assertThat(after.heap.count(REGISTRATION))
            .as("registrations: the listener and the witness")
            .isEqualTo(before.heap.count(REGISTRATION))
            .isEqualTo(2);
        all.assertThat(after.heap.kib() - before.heap.kib())
            .as("growth of the live heap in KiB")
            .isLessThan(2_048);
      });
    }
  }
}
