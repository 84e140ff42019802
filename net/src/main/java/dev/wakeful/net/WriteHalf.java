package dev.wakeful.net;

import dev.wakeful.io.AsyncWrite;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/// The writing half of a split [TcpStream].
///
/// Closing it shuts down the output: the peer reads the end of the stream. One task owns it.
public final class WriteHalf implements AsyncWrite, AutoCloseable {
  private final TcpStream stream;
  private final AtomicInteger open;
  private volatile boolean closed;

  WriteHalf(TcpStream stream, AtomicInteger open) {
    this.stream = stream;
    this.open = open;
  }

  /// The other end of the connection.
  public InetSocketAddress remoteAddress() {
    return stream.remoteAddress();
  }

  @Override
  public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
    return whole().pollWrite(cx, from);
  }

  @Override
  public Poll<Long> pollWriteVectored(Context cx, ByteBuffer... from) throws IOException {
    return whole().pollWriteVectored(cx, from);
  }

  @Override
  public Poll<Void> pollFlush(Context cx) throws IOException {
    return whole().pollFlush(cx);
  }

  @Override
  public Poll<Void> pollShutdown(Context cx) throws IOException {
    return whole().pollShutdown(cx);
  }

  /// Shuts down the output, and closes the connection if the reading half is closed too. Only the
  /// owner calls it.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        stream.shutdownOutput();
      } catch (IOException alreadyBroken) {
        // the peer cannot be told any more; whoever reads finds out why
      }
      if (open.decrementAndGet() == 0) {
        stream.close();
      }
    }
  }

  private TcpStream whole() throws IOException {
    if (closed) {
      throw new IOException("the writing half of " + stream + " is closed");
    }
    return stream;
  }
}
