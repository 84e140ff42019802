package dev.wakeful.examples.futures;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wakeful.future.Future;
import dev.wakeful.net.TcpStream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// One connection: a line is written, and all that comes back is the value.
///
/// It owns the connection, and closes it however it ends: with a value, by a failure or cancelled.
/// *Cancel-safe: no: what was read is lost.*
final class Call implements Future<String> {
  private final TcpStream stream;
  private final Future<String> exchange;

  private Call(TcpStream stream, String line) {
    this.stream = stream;
    ByteBuffer request = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
    this.exchange = stream.writeAll(request).andThen(written -> readToEnd(stream));
  }

  /// Connects, then calls.
  static Future<String> of(InetSocketAddress peer, String line) {
    return TcpStream.connect(peer).andThen(stream -> new Call(stream, line));
  }

  /// All that can be read until the other side has finished: the socket read.
  private static Future<String> readToEnd(TcpStream stream) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(1024);
    return Future.pollFn(cx -> {
      // Reads until the socket says Pending: then it has kept the waker.
      while (stream.pollRead(cx, buffer.clear()) instanceof Poll.Ready<Integer>(Integer read)) {
        if (read < 0) {
          return Poll.ready(all.toString(UTF_8));
        }
        all.write(buffer.array(), 0, read);
      }
      return Poll.pending();
    });
  }

  @Override
  public Poll<String> poll(Context cx) throws Exception {
    boolean pending = false;
    try {
      Poll<String> answer = exchange.poll(cx);
      pending = answer.isPending();
      return answer;
    } finally {
      if (!pending) {
        stream.close();
      }
    }
  }

  @Override
  public void cancel() {
    exchange.cancel();
    stream.close();
  }
}
