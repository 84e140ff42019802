package dev.wakeful.examples.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.examples.Output;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ReadSocketTest {
  @Test
  void bothWaysReadWhatThePeerWrote() throws Exception {
    assertThat(Output.of(ReadSocket::run))
        .containsExactly("SimpleFuture: woken by a callback", "Future: woken by a waker");
  }

  @Test
  void onlyTheWakerOfTheLatestPollIsWoken() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CallbackSocket socket =
            new CallbackSocket((InetSocketAddress) peer.getLocalSocketAddress());
        Socket connection = peer.accept()) {
      SocketReadFuture read = new SocketReadFuture(socket);
      CountDownLatch first = new CountDownLatch(1);
      CountDownLatch second = new CountDownLatch(1);

      assertThat(read.poll(Context.of(first::countDown))).isEqualTo(Poll.pending());
      assertThat(read.poll(Context.of(second::countDown))).isEqualTo(Poll.pending());
      connection.getOutputStream().write("news".getBytes(UTF_8));
      second.await();

      assertThat(first.getCount()).as("wakes owed to the waker before").isEqualTo(1);
      assertThat(read.poll(Context.of(second::countDown))).isEqualTo(Poll.ready("news"));
    }
  }

  @Test
  void theEndOfTheStreamIsAnEmptyText() throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CallbackSocket socket =
            new CallbackSocket((InetSocketAddress) peer.getLocalSocketAddress())) {
      peer.accept().close();
      assertThat(SimpleFuture.run(new SocketRead(socket))).isEmpty();
    }
  }
}
