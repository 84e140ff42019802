package dev.wakeful.net;

import dev.wakeful.io.AsyncRead;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/// The reading half of a split [TcpStream].
///
/// Closing it tells the peer nothing as long as the writing half is open. One task owns it.
public final class ReadHalf implements AsyncRead, AutoCloseable {
  private final TcpStream stream;
  private final AtomicInteger open;
  private volatile boolean closed;

  ReadHalf(TcpStream stream, AtomicInteger open) {
    this.stream = stream;
    this.open = open;
  }

  /// The other end of the connection.
  public InetSocketAddress remoteAddress() {
    return stream.remoteAddress();
  }

  @Override
  public Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
    return whole().pollRead(cx, into);
  }

  @Override
  public Poll<Long> pollReadVectored(Context cx, ByteBuffer... into) throws IOException {
    return whole().pollReadVectored(cx, into);
  }

  /// Gives up reading; closes the connection if the writing half is closed too. Only the owner
  /// calls it.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (open.decrementAndGet() == 0) {
        stream.close();
      }
    }
  }

  private TcpStream whole() throws IOException {
    if (closed) {
      throw new IOException("the reading half of " + stream + " is closed");
    }
    return stream;
  }
}
