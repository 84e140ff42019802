package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A source with a buffer before it, so that small reads are cheap.
///
/// It reads as much as its buffer holds when that is empty, and never before. A read that is larger
/// than the buffer, while that is empty, goes past it. What is in the buffer is not in the source
/// any more, and is lost if this is given up.
public sealed class BufReader extends StoredRead permits SeekableBufReader {
  private final AsyncRead source;
  private final ByteBuffer buffer;

  BufReader(AsyncRead source, ByteBuffer buffer) {
    super(buffer);
    this.source = Objects.requireNonNull(source);
    this.buffer = buffer;
  }

  /// A source with a buffer of 8 KiB.
  ///
  /// @param source used by nobody else from now on
  public static BufReader of(AsyncRead source) {
    return of(source, Limits.BUFFER);
  }

  /// A source with a buffer.
  ///
  /// @param source used by nobody else from now on
  /// @param capacity how many bytes it holds
  /// @throws IllegalArgumentException when that is not at least one
  public static BufReader of(AsyncRead source, int capacity) {
    return new BufReader(source, ByteBuffer.allocate(Limits.check(capacity)));
  }

  /// A source with a buffer of 8 KiB, in which one can move.
  ///
  /// @param source used by nobody else from now on
  public static <S extends AsyncRead & AsyncSeek> SeekableBufReader ofSeekable(S source) {
    return ofSeekable(source, Limits.BUFFER);
  }

  /// A source with a buffer, in which one can move.
  ///
  /// @param source used by nobody else from now on
  /// @param capacity how many bytes it holds
  /// @throws IllegalArgumentException when that is not at least one
  public static <S extends AsyncRead & AsyncSeek> SeekableBufReader ofSeekable(
      S source, int capacity) {
    return new SeekableBufReader(source, capacity);
  }

  @Override
  public Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
    return available() == 0 && into.remaining() >= buffer.capacity()
        ? source.pollRead(cx, into)
        : super.pollRead(cx, into);
  }

  @Override
  final int refill(Context cx) throws IOException {
    buffer.clear();
    if (!(source.pollRead(cx, buffer) instanceof Poll.Ready<Integer>(Integer read))) {
      return PENDING;
    }
    return read < 0 ? END : stored(read);
  }

  @Override
  public String toString() {
    return "BufReader[" + available() + " of " + buffer.capacity() + " bytes, " + source + "]";
  }
}
