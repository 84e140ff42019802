package dev.wakeful.examples.futures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.examples.Output;
import dev.wakeful.future.Elapsed;
import dev.wakeful.runtime.AsyncRuntime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiveFuturesTest {
  @Test
  void allFiveAreReady() throws Exception {
    assertThat(Output.of(FiveFutures::run))
        .containsExactlyInAnyOrder(
            "query: cities with O are [Oslo, Osaka]",
            "rpc: 12 squared is 144",
            "timeout: gave up after 100 ms",
            "computation: 5133 primes up to 50000",
            "socket: read \"nothing blocks\"");
  }

  @Test
  void aCancelledCallClosesItsConnection() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      InetSocketAddress address = (InetSocketAddress) peer.getLocalSocketAddress();
      assertThatThrownBy(
              () -> runtime.blockOn(Call.of(address, "hello").timeout(Duration.ofMillis(20))))
          .isInstanceOf(Elapsed.class);
      try (Socket caller = peer.accept()) {
        // comes to its end only when the other side is closed
        assertThat(caller.getInputStream().readAllBytes()).asString().isEqualTo("hello\n");
      }
    }
  }
}
