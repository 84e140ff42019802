package dev.wakeful.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.io.AsyncRead;
import dev.wakeful.io.AsyncWrite;
import dev.wakeful.io.BufReader;
import dev.wakeful.io.BufWriter;
import dev.wakeful.io.Copy;
import dev.wakeful.io.LimitExceededException;
import dev.wakeful.stream.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What `core` makes of sources and places of bytes, over real connections.
class BytesTest {
  private static final int MANY = 5_000;

  private TestLoop loop;
  private TcpListener listener;
  private TcpStream client;
  private TcpStream server;

  @BeforeEach
  void connect() throws Exception {
    loop = new TestLoop();
    listener = loop.run(TcpListener.bind("127.0.0.1", 0));
    client = loop.run(TcpStream.connect("127.0.0.1", listener.localAddress().getPort()));
    server = loop.run(listener.accept());
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    listener.close();
    loop.close();
  }

  @Test
  @Tag("F-92")
  void linesArriveAsTheyWereWritten() throws Exception {
    List<String> sent = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < MANY; i++) {
      sent.add("ü" + "x".repeat(random.nextInt(50)) + i);
    }
    BufWriter out = BufWriter.of(client, 100);
    loop.spawn(
        Stream.fromIterable(sent)
            .forEach(line -> out.writeAll(bytes(line + "\r\n")))
            .andThen(written -> out.shutdown()));

    assertThat(loop.run(BufReader.of(server).lines().toList())).isEqualTo(sent);
  }

  /// A peer that sends one byte, and waits until it is answered before the next.
  @Test
  @Tag("F-92")
  void aLineMayComeByteByByte() throws Exception {
    byte[] line = "one byte at a time\n".getBytes(UTF_8);
    ByteBuffer into = ByteBuffer.allocate(100);
    BufReader reader = BufReader.of(server);
    for (byte each : line) {
      loop.run(client.writeAll(ByteBuffer.wrap(new byte[] {each})));
      int before = into.position();
      ByteBuffer shown = loop.run(reader.fillBuf());
      assertThat(shown.get(shown.position())).isEqualTo(each);
      loop.run(reader.read(into));
      assertThat(into.position()).isEqualTo(before + 1);
    }
    assertThat(into.flip()).isEqualTo(ByteBuffer.wrap(line));
  }

  @Test
  @Tag("F-92")
  void aPeerThatNeverEndsItsLineIsCutOff() throws Exception {
    loop.spawn(Copy.of(AsyncRead.repeat((byte) 'x'), client));
    assertThatThrownBy(() -> loop.run(BufReader.of(server).readLine()))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("8192");
  }

  @Test
  @Tag("F-90")
  void aChainOfPartsIsReadToItsEnd() throws Exception {
    loop.run(client.writeAll(bytes("head and body")));
    loop.run(client.shutdown());
    AsyncRead head = server.take(5);
    assertThat(loop.run(head.readToString())).isEqualTo("head ");
    assertThat(loop.run(server.chain(AsyncRead.empty()).readToString())).isEqualTo("and body");
  }

  @Test
  @Tag("F-91")
  void manyBuffersGoOutInOneRow() throws Exception {
    byte[] all = new byte[2_000_000];
    new Random(2).nextBytes(all);
    List<ByteBuffer> pieces = new ArrayList<>();
    for (int at = 0; at < all.length; at += 1_000) {
      pieces.add(ByteBuffer.wrap(all, at, 1_000));
    }
    TcpHalves halves = client.split();
    loop.spawn(
        halves
            .writer()
            .writeAllVectored(pieces.toArray(ByteBuffer[]::new))
            .andThen(written -> halves.writer().shutdown()));
    assertThat(loop.run(server.readToEnd())).isEqualTo(all);

    loop.run(server.writeAll(bytes("abc")));
    ByteBuffer two = ByteBuffer.allocate(2);
    ByteBuffer more = ByteBuffer.allocate(2);
    assertThat(loop.run(halves.reader().readVectored(two, more))).isEqualTo(3);
  }

  @Test
  @Tag("F-91")
  void aStreamOfBuffersIsForwardedIntoAConnection() throws Exception {
    List<ByteBuffer> pieces = Collections.nCopies(MANY, bytes("0123456789"));
    loop.spawn(Stream.fromIterable(pieces).map(ByteBuffer::duplicate).forward(client.intoSink()));
    assertThat(loop.run(server.readToString())).isEqualTo("0123456789".repeat(MANY));
  }

  @Test
  @Tag("F-94")
  void aBufferedCopyOfAConnectionEndsWithIt() throws Exception {
    loop.run(client.writeAll(bytes("x".repeat(10_000))));
    loop.run(client.shutdown());
    Copy copy = Copy.ofBuffered(BufReader.of(server, 100), AsyncWrite.drain());
    assertThat(loop.run(copy)).isEqualTo(10_000);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
