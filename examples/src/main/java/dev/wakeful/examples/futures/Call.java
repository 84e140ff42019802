package dev.wakeful.examples.futures;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wakeful.future.Future;
import dev.wakeful.net.TcpStream;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// One connection: a line is written, and all that comes back is the value.
final class Call {
  private Call() {}

  /// Connects, then calls. However it ends, with a value, by a failure or cancelled, the connection
  /// is closed. *Cancel-safe: no: what was read is lost.*
  static Future<String> of(InetSocketAddress peer, String line) {
    return async(() -> {
      try (TcpStream stream = await(TcpStream.connect(peer))) {
        await(stream.writeAll(ByteBuffer.wrap((line + "\n").getBytes(UTF_8))));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        while (await(stream.read(buffer.clear())) >= 0) {
          all.write(buffer.array(), 0, buffer.position());
        }
        return all.toString(UTF_8);
      }
    });
  }
}
