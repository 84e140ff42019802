package dev.wakeful.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Elapsed;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectTest {
  private TestLoop loop;

  @BeforeEach
  void start() throws IOException {
    loop = new TestLoop();
  }

  @AfterEach
  void stop() throws IOException {
    assertThat(loop.reactor.registrations()).isZero();
    loop.close();
  }

  private static InetSocketAddress nobodyListens() throws IOException {
    try (ServerSocket once = new ServerSocket(0)) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), once.getLocalPort());
    }
  }

  /// A listener whose backlog is full, so that the kernel does not answer another attempt.
  private static final class Unresponsive implements AutoCloseable {
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final List<SocketChannel> waiting = new ArrayList<>();
    private final InetSocketAddress address;

    Unresponsive() throws IOException {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      address = (InetSocketAddress) server.getLocalAddress();
      for (int i = 0; i < 4; i++) {
        SocketChannel client = SocketChannel.open();
        client.configureBlocking(false);
        client.connect(address);
        waiting.add(client);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      for (SocketChannel client : waiting) {
        client.close();
      }
    }
  }

  @Test
  void aRefusalNamesTheAddress() throws Exception {
    InetSocketAddress nobody = nobodyListens();
    assertThatThrownBy(() -> loop.run(TcpStream.connect(nobody)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("cannot connect to " + nobody)
        .hasMessageContaining("refused");
  }

  @Test
  void everyAddressIsTriedAndTheLastFailureTold() throws Exception {
    InetSocketAddress nobody = nobodyListens();
    try (ServerSocket server = new ServerSocket(0)) {
      InetSocketAddress there =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
      TcpStream stream =
          loop.run(new Connect(List.of(nobody, nobody, there), StreamOptions.defaults()));
      assertThat(stream.remoteAddress()).isEqualTo(there);
      stream.close();
    }
    InetSocketAddress last = nobodyListens();
    assertThatThrownBy(() -> loop.run(new Connect(List.of(nobody, last), StreamOptions.defaults())))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(last.toString());
  }

  @Test
  void anUnknownNameFailsAsSuch() {
    assertThatThrownBy(() -> loop.run(TcpStream.connect("no-such-host.invalid", 1)))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("no-such-host.invalid");
  }

  @Test
  void anAttemptThatIsNotAnsweredEndsWithItsTimeout() throws Exception {
    try (Unresponsive server = new Unresponsive()) {
      assertThatThrownBy(
              () -> loop.run(TcpStream.connect(server.address).timeout(Duration.ofMillis(30))))
          .isInstanceOf(Elapsed.class);
      assertThat(loop.reactor.registrations()).isZero();
      assertThat(loop.alarms()).isZero();
    }
  }

  @Test
  void aCancelledAttemptGivesItsDescriptorBack() throws Exception {
    try (Unresponsive server = new Unresponsive()) {
      long before = Descriptors.open();
      List<TestLoop.Task<TcpStream>> attempts = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        attempts.add(loop.spawn(TcpStream.connect(server.address)));
      }
      loop.turn(0);
      assertThat(loop.reactor.registrations()).isEqualTo(20);
      assertThat(Descriptors.open()).isEqualTo(before + 20);
      attempts.forEach(TestLoop.Task::cancel);
      loop.turn(0);
      assertThat(Descriptors.open()).isEqualTo(before);
    }
  }

  @Test
  void itNeedsARuntimeAndSaysSo() {
    TestTask<TcpStream> task = TestTask.of(TcpStream.connect("127.0.0.1", 1));
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("reactor")
        .hasMessageContaining("runtime");
  }
}
