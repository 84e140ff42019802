package dev.wakeful.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.examples.Output;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HelloWorldTest {
  @Test
  void thePeerReceivesHelloWorld() throws Exception {
    assertThat(Output.of(HelloWorld::runWithOwnPeer))
        .hasSize(2)
        .first()
        .asString()
        .matches("sent after [1-9] polls");
    assertThat(Output.of(HelloWorld::runWithOwnPeer))
        .last()
        .isEqualTo("the peer received: hello world");
  }

  @Test
  void aPeerOfOnesOwnIsCalledByHostAndPort() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HelloWorld.main(
          new String[] {"127.0.0.1", String.valueOf(peer.getLocalPort())}); // the backlog takes it
      try (Socket connection = peer.accept()) {
        assertThat(connection.getInputStream().readAllBytes())
            .isEqualTo("hello world".getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void aRefusedConnectionIsTheFailureAndTheEnd() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = (InetSocketAddress) closed.getLocalSocketAddress();
    }
    SendHello hello = new SendHello(nobody);
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      assertThatThrownBy(() -> runtime.blockOn(hello)).isInstanceOf(ConnectException.class);
    }
    assertThatThrownBy(() -> hello.poll(Context.of(Waker.noop())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SendHello");
  }

  @Test
  void cancelledBeforeItsFirstPollItCallsNobody() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SendHello hello = new SendHello((InetSocketAddress) peer.getLocalSocketAddress());
      hello.cancel();
      assertThatThrownBy(() -> hello.poll(Context.of(Waker.noop())))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
