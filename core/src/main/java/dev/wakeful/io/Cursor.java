package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A buffer in memory with a place in it, where is read and written.
///
/// It takes the bytes between the buffer's position and limit, which it neither copies nor makes
/// more: a write where there is no room fails. Nothing here waits, but each call takes a unit of
/// the poll's budget.
public final class Cursor implements AsyncBufRead, AsyncWrite, AsyncSeek {
  private final ByteBuffer bytes;
  private final ByteBuffer view;
  private final Poll<ByteBuffer> shown;
  private long position;
  private int mayTake;
  private boolean seeking;
  private boolean isShut;

  private Cursor(ByteBuffer bytes) {
    this.bytes = bytes.slice();
    this.view = this.bytes.asReadOnlyBuffer();
    this.shown = Poll.ready(view);
  }

  /// A cursor at the first of these bytes.
  ///
  /// @param bytes the remaining bytes; its position and limit stay as they are
  public static Cursor over(ByteBuffer bytes) {
    return new Cursor(bytes);
  }

  /// A cursor at the first of these bytes.
  ///
  /// @param bytes not copied
  public static Cursor over(byte[] bytes) {
    return new Cursor(ByteBuffer.wrap(bytes));
  }

  /// The next byte that is read or written; it may be behind the last one.
  public long position() {
    return position;
  }

  @Override
  public Poll<ByteBuffer> pollFillBuf(Context cx) {
    if (!cx.proceed()) {
      return Poll.pending();
    }
    cx.progress();
    view.limit(bytes.capacity()).position((int) Math.min(position, bytes.capacity()));
    mayTake = view.remaining();
    return shown;
  }

  @Override
  public void consume(int taken) {
    StoredRead.checkConsume(taken, mayTake);
    mayTake -= taken;
    position += taken;
  }

  @Override
  public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
    if (isShut) {
      throw new IOException("cannot write to " + this + ": it has been shut down");
    }
    int moved = (int) Math.min(from.remaining(), Math.max(0, bytes.capacity() - position));
    if (moved == 0) {
      if (from.hasRemaining()) {
        throw new IOException("cannot write to " + this + ": there is no room left");
      }
      return Poll.ready(0);
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    cx.progress();
    mayTake = 0;
    bytes.put((int) position, from, from.position(), moved);
    from.position(from.position() + moved);
    position += moved;
    return Poll.ready(moved);
  }

  @Override
  public Poll<Void> pollFlush(Context cx) {
    return Poll.done();
  }

  @Override
  public Poll<Void> pollShutdown(Context cx) {
    isShut = true;
    return Poll.done();
  }

  @Override
  public void startSeek(SeekFrom to) throws IOException {
    if (seeking) {
      throw new IllegalStateException("a seek is in progress; poll pollComplete until it is Ready");
    }
    position = to.resolve(position, bytes.capacity());
    mayTake = 0;
    seeking = true;
  }

  @Override
  public Poll<Long> pollComplete(Context cx) {
    seeking = false;
    return Poll.ready(position);
  }

  @Override
  public String toString() {
    return "Cursor[" + position + " of " + bytes.capacity() + " bytes]";
  }
}
