package dev.wakeful.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One stream of ours against a peer on plain `java.nio`.
class TcpStreamTest {
  private static final int MIB = 1 << 20;

  private TestLoop loop;
  private ServerSocketChannel server;
  private TcpStream stream;
  private SocketChannel peer;

  @BeforeEach
  void connect() throws Exception {
    loop = new TestLoop();
    server = ServerSocketChannel.open();
    server.setOption(StandardSocketOptions.SO_RCVBUF, 65_536);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    stream = loop.run(TcpStream.connect((InetSocketAddress) server.getLocalAddress()));
    peer = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    stream.close();
    peer.close();
    server.close();
    assertThat(loop.reactor.registrations()).isZero();
    loop.close();
  }

  private void peerWrites(String text) throws IOException {
    peer.write(StandardCharsets.US_ASCII.encode(text));
  }

  private int peerReads(ByteBuffer into) throws IOException {
    int sum = 0;
    for (int read; into.hasRemaining() && (read = peer.read(into)) >= 0; ) {
      sum += read;
    }
    return sum;
  }

  private void peerResets() throws IOException {
    peer.setOption(StandardSocketOptions.SO_LINGER, 0);
    peer.close();
  }

  private String read() throws Exception {
    ByteBuffer into = ByteBuffer.allocate(100);
    int read = loop.run(stream.read(into));
    return read < 0 ? "end" : StandardCharsets.US_ASCII.decode(into.flip()).toString();
  }

  @Test
  void aReadWaitsForBytesAndIsPolledTwice() throws Exception {
    ByteBuffer into = ByteBuffer.allocate(100);
    TestLoop.Task<Integer> reading = loop.spawn(stream.read(into));
    loop.turn(0);
    assertThat(reading.finished).isFalse();
    peerWrites("hello");
    loop.until(() -> reading.finished);
    assertThat(reading.get()).isEqualTo(5);
    assertThat(reading.polls()).isEqualTo(2);
  }

  @Test
  void aFullBufferReadsNothingAndAnEmptyOneWritesNothing() throws Exception {
    assertThat(loop.run(stream.read(ByteBuffer.allocate(0)))).isZero();
    assertThat(loop.run(stream.write(ByteBuffer.allocate(0)))).isZero();
    assertThat(loop.run(stream.readVectored())).isZero();
    assertThat(loop.run(stream.writeVectored(ByteBuffer.allocate(0)))).isZero();
  }

  @Test
  void aBigWriteWaitsForASlowReaderAndLosesNothing() throws Exception {
    ByteBuffer out = ByteBuffer.allocateDirect(16 * MIB);
    for (int i = 0; out.hasRemaining(); i++) {
      out.putLong(i);
    }
    out.flip();
    TestLoop.Task<Void> writing = loop.spawn(stream.writeAll(out));
    while (loop.turn(0) > 0 || writing.polls() == 0) {
      assertThat(writing.finished).isFalse();
    }
    int taken = out.position();
    assertThat(taken).as("the kernel's buffers have an end").isBetween(1, out.capacity() - 1);

    ByteBuffer in = ByteBuffer.allocateDirect(out.capacity());
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                peerReads(in);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    loop.until(() -> writing.finished);
    reader.join();
    assertThat(in.flip()).isEqualTo(out.flip());
  }

  @Test
  void vectoredTransfersFillBuffersInOrder() throws Exception {
    ByteBuffer first = ByteBuffer.wrap("one".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer second = ByteBuffer.wrap("two!".getBytes(StandardCharsets.US_ASCII));
    assertThat(loop.run(stream.writeVectored(first, second))).isEqualTo(7);
    ByteBuffer atPeer = ByteBuffer.allocate(7);
    peerReads(atPeer);
    assertThat(atPeer.array()).asString(StandardCharsets.US_ASCII).isEqualTo("onetwo!");

    peerWrites("abcdefg");
    ByteBuffer three = ByteBuffer.allocate(3);
    ByteBuffer ten = ByteBuffer.allocate(10);
    assertThat(loop.run(stream.readVectored(three, ten))).isEqualTo(7);
    assertThat(new String(three.array(), StandardCharsets.US_ASCII)).isEqualTo("abc");
    assertThat(ten.position()).isEqualTo(4);
  }

  @Test
  void tryingNeverWaits() throws Exception {
    ByteBuffer into = ByteBuffer.allocate(100);
    assertThat(stream.tryRead(into)).isZero();
    peerWrites("now");
    loop.run(stream.readable());
    assertThat(stream.tryRead(into)).isEqualTo(3);
    assertThat(stream.tryRead(into)).isZero();

    ByteBuffer out = ByteBuffer.allocateDirect(16 * MIB);
    while (stream.tryWrite(out) > 0) {
      assertThat(out.hasRemaining()).isTrue();
    }
    TestLoop.Task<Void> room = loop.spawn(stream.writable());
    loop.turn(0);
    assertThat(room.finished).isFalse();
    peerReads(ByteBuffer.allocateDirect(out.position()));
    loop.until(() -> room.finished);
    assertThat(stream.tryWrite(out)).isPositive();
  }

  @Test
  void theEndCanBeReadAgainAndDoesNotKeepTheReactorBusy() throws Exception {
    peerWrites("last words");
    peer.shutdownOutput();
    assertThat(read()).isEqualTo("last words");
    assertThat(read()).isEqualTo("end");
    assertThat(read()).isEqualTo("end");
    loop.turn(0);
    assertThat(loop.turn(0)).as("sockets told of in an idle turn").isZero();
  }

  @Test
  void bytesThatNobodyReadsDoNotKeepTheReactorBusy() throws Exception {
    peerWrites("ignored");
    loop.run(stream.readable());
    loop.turn(0);
    loop.turn(0);
    assertThat(loop.turn(0)).as("sockets told of in an idle turn").isZero();
    assertThat(read()).isEqualTo("ignored");
    TestLoop.Task<Integer> reading = loop.spawn(stream.read(ByteBuffer.allocate(10)));
    loop.turn(0);
    peerWrites("more");
    loop.until(() -> reading.finished);
    assertThat(reading.get()).isEqualTo(4);
  }

  @Test
  void everythingSentBeforeTheEndArrivesThoughTheReaderWasLate() throws Exception {
    ByteBuffer late = ByteBuffer.allocate(100_000);
    ByteBuffer sent = ByteBuffer.allocate(100_000);
    while (sent.hasRemaining()) {
      sent.put((byte) sent.position());
    }
    sent.flip();
    Thread sender =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (sent.hasRemaining()) {
                  peer.write(sent);
                }
                peer.shutdownOutput();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    loop.run(stream.readable());
    for (int i = 0; i < 5; i++) {
      loop.turn(0);
    }
    loop.run(stream.readFully(late));
    sender.join();
    assertThat(late.flip()).isEqualTo(sent.flip());
    assertThat(read()).isEqualTo("end");
  }

  @Test
  void afterThePeersHalfCloseWritingGoesOn() throws Exception {
    peer.shutdownOutput();
    assertThat(read()).isEqualTo("end");
    loop.run(stream.writeAll(StandardCharsets.US_ASCII.encode("still here")));
    ByteBuffer atPeer = ByteBuffer.allocate(10);
    peerReads(atPeer);
    assertThat(atPeer.array()).asString(StandardCharsets.US_ASCII).isEqualTo("still here");
  }

  @Test
  void afterOurHalfCloseReadingGoesOn() throws Exception {
    loop.run(stream.shutdown());
    loop.run(stream.shutdown());
    assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    peerWrites("answer");
    assertThat(read()).isEqualTo("answer");
    assertThatThrownBy(() -> loop.run(stream.write(ByteBuffer.allocate(1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shut down")
        .hasMessageContaining(stream.remoteAddress().toString());
  }

  @Test
  void aResetFailsTheWaitingReadAndNamesThePeer() throws Exception {
    TestLoop.Task<Integer> reading = loop.spawn(stream.read(ByteBuffer.allocate(1)));
    loop.turn(0);
    peerResets();
    loop.until(() -> reading.finished);
    assertThatThrownBy(reading::get)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read from " + stream.remoteAddress())
        .hasMessageContaining("reset");
    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    loop.turn(0);
    assertThat(loop.turn(0)).as("sockets told of in an idle turn").isZero();
    stream.shutdownOutput(); // nobody left to tell: not a failure
  }

  @Test
  void aResetFailsTheWaitingWrite() throws Exception {
    TestLoop.Task<Void> writing = loop.spawn(stream.writeAll(ByteBuffer.allocateDirect(16 * MIB)));
    while (loop.turn(0) > 0 || writing.polls() == 0) {
      assertThat(writing.finished).isFalse();
    }
    peerResets();
    loop.until(() -> writing.finished);
    assertThatThrownBy(writing::get)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write to " + stream.remoteAddress());
  }

  @Test
  void afterFinThenResetReadingStaysAtTheEndAndWritingFails() throws Exception {
    peer.shutdownOutput();
    assertThat(read()).isEqualTo("end");
    peerResets();
    loop.turn(0);
    assertThat(loop.turn(0)).as("sockets told of in an idle turn").isZero();
    assertThatThrownBy(
            () -> {
              while (true) { // until the reset has arrived
                loop.run(stream.write(ByteBuffer.allocate(1)));
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write to");
    loop.turn(0);
    assertThat(loop.turn(0)).as("sockets told of in an idle turn").isZero();
  }

  @Test
  void closingWithUnreadBytesResetsThePeer() throws Exception {
    peerWrites("unread");
    loop.run(stream.readable());
    stream.close();
    loop.turn(0);
    assertThatThrownBy(
            () -> {
              while (true) { // a read may find the end before the reset has arrived
                peerWrites("x");
                peer.read(ByteBuffer.allocate(1));
              }
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void closingOtherwiseEndsThePeersStreamAfterTheLastByte() throws Exception {
    loop.run(stream.writeAll(StandardCharsets.US_ASCII.encode("bye")));
    stream.close();
    loop.turn(0);
    ByteBuffer atPeer = ByteBuffer.allocate(10);
    assertThat(peerReads(atPeer)).isEqualTo(3);
  }

  @Test
  void closingWakesTheWaitingReadWithAFailure() throws Exception {
    TestLoop.Task<Integer> reading = loop.spawn(stream.read(ByteBuffer.allocate(1)));
    loop.turn(0);
    stream.close();
    stream.close();
    loop.until(() -> reading.finished);
    assertThatThrownBy(reading::get)
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read from " + stream.remoteAddress() + ": the socket is closed");
    assertThatThrownBy(() -> stream.tryWrite(ByteBuffer.allocate(1)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(stream::shutdownOutput).isInstanceOf(IOException.class);
    assertThat(stream.isClosed()).isTrue();
  }

  @Test
  void whenTheRuntimeClosesTheWaitingReadFails() throws Exception {
    TestLoop.Task<Integer> reading = loop.spawn(stream.read(ByteBuffer.allocate(1)));
    loop.turn(0);
    loop.reactor.close();
    assertThatThrownBy(() -> loop.turn(0)).hasMessageContaining("runtime");
    reading.poll();
    assertThatThrownBy(reading::get)
        .hasMessageContaining("the runtime")
        .hasMessageContaining("closed");
    loop = new TestLoop();
  }

  @Test
  void theClosedWriteHalfEndsThePeersStreamAndBothHalvesTheConnection() throws Exception {
    TcpHalves halves = stream.split();
    assertThatThrownBy(stream::split).isInstanceOf(IllegalStateException.class);
    loop.run(halves.writer().writeAll(StandardCharsets.US_ASCII.encode("request")));
    halves.writer().close();
    halves.writer().close();
    ByteBuffer atPeer = ByteBuffer.allocate(10);
    assertThat(peerReads(atPeer)).isEqualTo(7);
    assertThat(stream.isClosed()).isFalse();

    peerWrites("reply");
    assertThat(loop.run(halves.reader().read(ByteBuffer.allocate(10)))).isEqualTo(5);
    halves.reader().close();
    assertThat(stream.isClosed()).isTrue();
    assertThatThrownBy(() -> loop.run(halves.reader().read(ByteBuffer.allocate(1))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> loop.run(halves.writer().write(ByteBuffer.allocate(1))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aClosedReadHalfTellsThePeerNothing() throws Exception {
    TcpHalves halves = stream.split();
    halves.reader().close();
    assertThat(stream.isClosed()).isFalse();
    loop.run(halves.writer().writeAll(StandardCharsets.US_ASCII.encode("on")));
    ByteBuffer atPeer = ByteBuffer.allocate(2);
    assertThat(peerReads(atPeer)).isEqualTo(2);
    halves.writer().close();
    assertThat(stream.isClosed()).isTrue();
  }
}
