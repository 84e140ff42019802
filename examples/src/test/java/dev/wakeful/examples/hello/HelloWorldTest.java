package dev.wakeful.examples.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.examples.Output;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import dev.wakeful.time.Time;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelloWorldTest {
  @Test
  void thePeerReceivesHelloWorld() throws Exception {
    List<String> lines = Output.of(HelloWorld::runWithOwnPeer);
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).matches("sent after [1-9] polls");
    assertThat(lines.subList(1, 3))
        .containsExactly("the peer received: hello world", "and by await: hello world");
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
  void unpolledItCallsNobodyAndCancelledItNeverWill() throws Exception {
    try (ServerSocketChannel peer = ServerSocketChannel.open()) {
      peer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .configureBlocking(false);
      SendHello hello = new SendHello((InetSocketAddress) peer.getLocalAddress());
      hello.cancel();
      assertThatThrownBy(() -> hello.poll(Context.of(Waker.noop())))
          .isInstanceOf(IllegalStateException.class);
      assertThat(peer.accept()).as("a connection").isNull();
    }
  }

  @Test
  void cancelledOnItsWayItHangsUp() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      SendHello hello = new SendHello((InetSocketAddress) peer.getLocalSocketAddress());
      boolean pending = runtime.blockOn(Future.lazy(cx -> hello.poll(cx).isPending()));
      hello.cancel();
      hello.cancel();
      // Java gives a registered socket back to the kernel at the next turn of its selector.
      runtime.blockOn(Time.sleep(Duration.ofMillis(1)));
      try (Socket connection = peer.accept()) {
        byte[] received = connection.getInputStream().readAllBytes(); // ends when it has hung up
        assertThat(received).hasSize(pending ? 0 : "hello world".length());
      }
    }
  }
}
