package dev.wakeful.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.future.Future;
import dev.wakeful.io.Copy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EchoTest {
  private TestLoop loop;

  @BeforeEach
  void start() throws IOException {
    loop = new TestLoop();
  }

  @AfterEach
  void stop() throws IOException {
    loop.close();
  }

  /// A server that gives back what it gets, until the peer has finished.
  static Future<Void> echo(TestLoop loop, TcpListener listener) {
    return listener.forEach(stream -> {
      loop.spawn(
          Copy.of(stream, stream)
              .then(outcome -> {
                stream.close();
                return Future.ready(outcome);
              }));
      return Future.ready("accepted");
    });
  }

  @Test
  void whatIsWrittenComesBack() throws Exception {
    TcpListener listener = loop.run(TcpListener.bind("127.0.0.1", 0));
    loop.spawn(echo(loop, listener));
    TcpStream stream = loop.run(TcpStream.connect("localhost", listener.localAddress().getPort()));
    for (int round = 0; round < 100; round++) {
      byte[] message = new byte[1 + round * 10];
      Arrays.fill(message, (byte) round);
      loop.run(stream.writeAll(ByteBuffer.wrap(message)));
      ByteBuffer reply = ByteBuffer.allocate(message.length);
      loop.run(stream.readFully(reply));
      assertThat(reply.array()).isEqualTo(message);
    }
    assertThat(stream.remoteAddress()).isEqualTo(listener.localAddress());
    loop.run(stream.shutdown());
    assertThat(loop.run(stream.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
    stream.close();
    loop.until(() -> loop.reactor.registrations() == 1);
  }
}
