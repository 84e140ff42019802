// ./run buffer
package dev.wakeful.examples.buffer;

import static dev.wakeful.async.Async.async;
import static dev.wakeful.async.Async.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wakeful.future.Future;
import dev.wakeful.io.AsyncRead;
import dev.wakeful.net.TcpStream;
import dev.wakeful.runtime.AsyncRuntime;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;

/// Reads messages into one buffer that lives across every `await`, and is lent to another body.
///
/// In Rust this is where `Pin` comes in: the buffer is a part of the future, the other future holds
/// a reference into it, so the future must not move. In Java objects do not move for those who hold
/// them: the buffer is a field of the body's object, and there is nothing to pin.
final class ReadMessages {
  /// As long as a message may be, in bytes.
  static final int ROOM = 64;

  private ReadMessages() {}

  static void main(String[] args) throws Exception {
    run(System.out);
  }

  static void run(PrintStream out) throws Exception {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      Thread.startVirtualThread(new FutureTask<>(() -> talk(peer)));
      InetSocketAddress address = (InetSocketAddress) peer.getLocalSocketAddress();
      int count =
          runtime.blockOn(
              async(() -> {
                try (TcpStream stream = await(TcpStream.connect(address))) {
                  return await(printAll(stream, out));
                }
              }));
      out.println(count + " messages");
    }
  }

  /// Prints each message: a byte that says how long it is, then that many bytes of text.
  ///
  /// @return a future of how many there were
  static Future<Integer> printAll(AsyncRead in, PrintStream out) {
    return async(() -> {
      ByteBuffer buffer = ByteBuffer.allocate(ROOM).limit(0);
      int count = 0;
      while (await(fill(in, buffer, 1))) {
        int length = Byte.toUnsignedInt(buffer.get());
        if (length > ROOM) {
          throw new IOException("a message of " + length + " bytes; there is room for " + ROOM);
        }
        if (!await(fill(in, buffer, length))) {
          throw new EOFException("the stream ended in the middle of message " + (count + 1));
        }
        out.println(UTF_8.decode(buffer.slice(buffer.position(), length)));
        buffer.position(buffer.position() + length);
        count++;
      }
      return count;
    });
  }

  /// Reads until the buffer holds so many bytes; false when the stream ends before. The caller
  /// keeps its hands off the buffer meanwhile: it is waiting for this.
  private static Future<Boolean> fill(AsyncRead in, ByteBuffer buffer, int bytes) {
    return async(() -> {
      while (buffer.remaining() < bytes) {
        buffer.compact();
        int read = await(in.read(buffer));
        buffer.flip();
        if (read < 0) {
          return false;
        }
      }
      return true;
    });
  }

  /// The other side, plain blocking Java: three messages in pieces that fit none of them.
  private static int talk(ServerSocket peer) throws IOException {
    byte[] bytes = "\5hello\5there\10good-bye".getBytes(UTF_8);
    try (Socket socket = peer.accept()) {
      for (int from = 0; from < bytes.length; from += 4) {
        socket.getOutputStream().write(bytes, from, Math.min(4, bytes.length - from));
      }
    }
    return bytes.length;
  }
}
