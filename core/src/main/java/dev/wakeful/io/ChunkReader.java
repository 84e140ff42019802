package dev.wakeful.io;

import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A source of bytes that come in chunks: a stream of buffers, to be read.
///
/// A failure of the stream is thrown once (as the cause of an `IOException`, if it is none), which
/// cancels the stream; then the source has ended. It owns the stream: close it when it was not read
/// to its end.
public final class ChunkReader extends StoredRead implements AutoCloseable {
  private @Nullable Stream<ByteBuffer> chunks;

  private ChunkReader(Stream<ByteBuffer> chunks) {
    super(ByteBuffer.allocate(0));
    this.chunks = Objects.requireNonNull(chunks);
  }

  /// A source of all bytes of these.
  ///
  /// @param chunks their remaining bytes are read and their positions stay; nobody else may change
  ///   the bytes until the next chunk was asked for
  public static ChunkReader of(Stream<ByteBuffer> chunks) {
    return new ChunkReader(chunks);
  }

  @Override
  int refill(Context cx) throws IOException {
    while (true) {
      Stream<ByteBuffer> stream = chunks;
      if (stream == null) {
        return END;
      }
      Object raw = next(stream, cx);
      if (raw == RawNext.PENDING) {
        return PENDING;
      }
      if (raw == RawNext.END) {
        chunks = null;
      } else if (stored(RawPoll.<ByteBuffer>value(raw)) > 0) {
        return available();
      }
    }
  }

  private @Nullable Object next(Stream<ByteBuffer> stream, Context cx) throws IOException {
    boolean failed = true;
    try {
      Object raw = stream.pollNextRaw(cx);
      failed = false;
      return raw;
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the stream of chunks failed: " + e, e);
    } finally {
      if (failed) {
        close();
      }
    }
  }

  /// Cancels the stream and throws away what is left of the last chunk. Only the owner calls it.
  @Override
  public void close() {
    Stream<ByteBuffer> stream = chunks;
    chunks = null;
    discard();
    if (stream != null) {
      stream.cancel();
    }
  }

  @Override
  public String toString() {
    return "ChunkReader[" + available() + " bytes of a chunk]";
  }
}
