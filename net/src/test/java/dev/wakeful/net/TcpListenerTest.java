package dev.wakeful.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpListenerTest {
  private TestLoop loop;

  @BeforeEach
  void start() throws IOException {
    loop = new TestLoop();
  }

  @AfterEach
  void stop() throws IOException {
    loop.close();
  }

  private TcpListener listen(ListenOptions options) throws Exception {
    return loop.run(
        TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), options));
  }

  @Test
  void connectionsComeAsAStreamOneTaskPollCanTakeMany() throws Exception {
    TcpListener listener = listen(ListenOptions.defaults());
    List<SocketChannel> clients = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      clients.add(SocketChannel.open(listener.localAddress()));
    }
    List<TcpStream> accepted = new ArrayList<>();
    TestLoop.Task<Void> accepting =
        loop.spawn(
            listener.forEach(stream -> {
              accepted.add(stream);
              return Future.ready("kept");
            }));
    loop.until(() -> accepted.size() == 50);
    assertThat(accepting.polls()).isLessThanOrEqualTo(3);
    assertThat(accepted).extracting(TcpStream::remoteAddress).doesNotHaveDuplicates();
    for (SocketChannel client : clients) {
      client.close();
    }
    accepted.forEach(TcpStream::close);
    assertThat(loop.reactor.registrations()).isEqualTo(1);
  }

  @Test
  void closingWakesThePendingAcceptWithAFailureAndEndsTheStream() throws Exception {
    TcpListener listener = listen(ListenOptions.defaults());
    TestLoop.Task<TcpStream> accepting = loop.spawn(listener.accept());
    loop.turn(0);
    assertThat(accepting.finished).isFalse();
    listener.close();
    loop.until(() -> accepting.finished);
    assertThatThrownBy(accepting::get)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(listener.localAddress().toString())
        .hasMessageContaining("closed");
    assertThat(loop.run(listener.next())).isEqualTo(Optional.empty());
    assertThat(loop.reactor.registrations()).isZero();
    loop.turn(0);
    assertThatThrownBy(() -> SocketChannel.open(listener.localAddress()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anAddressInUseIsNamed() throws Exception {
    TcpListener first = listen(ListenOptions.defaults());
    assertThatThrownBy(() -> loop.run(TcpListener.bind(first.localAddress())))
        .isInstanceOf(BindException.class)
        .hasMessageContaining(first.localAddress().toString());
    first.close();
  }

  @Test
  void aConnectionResetBeforeItIsAcceptedDoesNoHarm() throws Exception {
    TcpListener listener = listen(ListenOptions.defaults());
    SocketChannel impatient = SocketChannel.open(listener.localAddress());
    impatient.setOption(StandardSocketOptions.SO_LINGER, 0);
    impatient.close();
    SocketChannel patient = SocketChannel.open(listener.localAddress());
    TcpStream stream = loop.run(listener.accept());
    if (!stream.remoteAddress().equals(patient.getLocalAddress())) {
      stream.close(); // Linux hands the reset one over too
      stream = loop.run(listener.accept());
    }
    assertThat(stream.remoteAddress()).isEqualTo(patient.getLocalAddress());
    stream.close();
    patient.close();
    listener.close();
  }

  @Test
  void theRateOfAcceptingCanBeLimited() throws Exception {
    TcpListener listener = listen(ListenOptions.defaults().withMaxAcceptRate(100));
    List<SocketChannel> clients = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clients.add(SocketChannel.open(listener.localAddress()));
    }
    long start = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      loop.run(listener.accept()).close();
    }
    assertThat(System.nanoTime() - start)
        .as("four pauses of 10 ms between five connections")
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(40));
    listener.close();
    for (SocketChannel client : clients) {
      client.close();
    }
  }

  @Test
  void closingEndsThePauseBetweenTwoConnections() throws Exception {
    TcpListener listener = listen(ListenOptions.defaults().withMaxAcceptRate(1));
    try (SocketChannel client = SocketChannel.open(listener.localAddress())) {
      assertThat(client.isConnected()).isTrue();
      loop.run(listener.accept()).close();
      TestLoop.Task<TcpStream> pausing = loop.spawn(listener.accept());
      loop.turn(0);
      assertThat(loop.alarms()).isEqualTo(1); // for a second from now
      listener.close();
      loop.until(() -> pausing.finished);
      assertThat(loop.alarms()).isZero();
      assertThatThrownBy(pausing::get).hasMessageContaining("closed");
    }
  }

  @Test
  void connectionsThatEndOrAreResetLeaveNothingBehind() throws Exception {
    TcpListener listener = listen(ListenOptions.defaults());
    loop.spawn(EchoTest.echo(loop, listener));
    long before = Descriptors.open();
    for (int i = 0; i < 400; i++) {
      TcpStream stream =
          loop.run(
              TcpStream.connect(
                  listener.localAddress(),
                  StreamOptions.defaults().withLinger(i % 2 == 0 ? Duration.ZERO : null)));
      loop.run(stream.writeAll(ByteBuffer.allocate(10)));
      if (i % 4 < 2) {
        loop.run(stream.readFully(ByteBuffer.allocate(10)));
      }
      stream.close();
    }
    loop.until(() -> loop.reactor.registrations() == 1);
    loop.turn(0);
    assertThat(Descriptors.open()).isEqualTo(before);
    listener.close();
  }

  @Test
  void optionsReachTheKernel() throws Exception {
    TcpListener listener =
        listen(
            ListenOptions.defaults()
                .withBacklog(5)
                .withStream(
                    StreamOptions.defaults()
                        .withKeepAlive(true)
                        .withSendBuffer(30_000)
                        .withLinger(Duration.ZERO)));
    SocketChannel client = SocketChannel.open(listener.localAddress());
    TcpStream stream = loop.run(listener.accept());
    stream.close(); // with no time to linger: a reset
    loop.turn(0);
    assertThatThrownBy(() -> client.read(ByteBuffer.allocate(1))).isInstanceOf(IOException.class);
    client.close();
    listener.close();
    assertThatThrownBy(() -> ListenOptions.defaults().withBacklog(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StreamOptions.defaults().withSendBuffer(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
