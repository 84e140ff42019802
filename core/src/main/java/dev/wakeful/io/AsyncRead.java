package dev.wakeful.io;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// A source of bytes.
///
/// One owner reads at a time. A source holds nothing for its reader, so there is nothing to cancel:
/// the futures below use it, and leave it as it is when they are cancelled. To read lines, or one
/// byte at a time, put a buffer before it: [BufReader].
public interface AsyncRead {

  /// Reads what is there.
  ///
  /// - Ready(n > 0): n bytes were put at the buffer's position, which moved behind them.
  /// - Ready(-1): the end of the stream. Polling again answers -1 again.
  /// - Ready(0): only when the buffer has no room.
  /// - Pending: the buffer was not touched; the waker will be woken when there are bytes, the end
  ///   or a failure.
  ///
  /// @param cx whom to wake
  /// @param into where to
  /// @throws IOException when the source is broken
  Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException;

  /// Reads what is there into several buffers, in order; see [#pollRead] for the answers.
  ///
  /// A source that can't do better fills the first one that has room.
  ///
  /// @param cx whom to wake
  /// @param into where to
  /// @throws IOException when the source is broken
  default Poll<Long> pollReadVectored(Context cx, ByteBuffer... into) throws IOException {
    ByteBuffer first = Vectored.firstOf(into);
    if (first == null) {
      return Poll.ready(0L);
    }
    return pollRead(cx, first) instanceof Poll.Ready<Integer>(Integer read)
        ? Poll.ready(read.longValue())
        : Poll.pending();
  }

  /// A source that has ended.
  static AsyncBufRead empty() {
    return Cursor.over(ByteBuffer.allocate(0));
  }

  /// A source of one byte, again and again, without end.
  ///
  /// @param value the byte
  static AsyncRead repeat(byte value) {
    return new Repeat(value);
  }

  /// A source of what a blocking stream gives. It is read on the blocking pool of the runtime that
  /// polls, 8 KiB at a time, and never on the thread that polls.
  ///
  /// A call that has begun can't be taken back: what it brings is given to whoever reads next, and
  /// nothing is lost. The stream stays the caller's, to be closed by him.
  ///
  /// @param in used by nobody else
  static AsyncBufRead fromInputStream(InputStream in) {
    return new BlockingRead(in);
  }

  /// A future of one [#pollRead] that is not Pending.
  ///
  /// *Cancel-safe: yes; if it did not answer Ready, nothing was read.*
  ///
  /// @param into where to; not to be touched until the future has finished or was cancelled
  default Future<Integer> read(ByteBuffer into) {
    return Future.pollFn(cx -> pollRead(cx, into));
  }

  /// A future of one [#pollReadVectored] that is not Pending.
  ///
  /// *Cancel-safe: yes; if it did not answer Ready, nothing was read.*
  ///
  /// @param into where to; not to be touched until the future has finished or was cancelled
  default Future<Long> readVectored(ByteBuffer... into) {
    return Future.pollFn(cx -> pollReadVectored(cx, into));
  }

  /// Fills the buffer.
  ///
  /// Fails with `EOFException` when the stream ends before; what was read until then is in the
  /// buffer. *Cancel-safe: no loss: what was read is in the buffer, and the position says how
  /// much.*
  ///
  /// @param into where to
  default Future<Void> readFully(ByteBuffer into) {
    return Future.pollFn(cx -> {
      while (into.hasRemaining()) {
        if (!(pollRead(cx, into) instanceof Poll.Ready<Integer>(Integer read))) {
          return Poll.pending();
        }
        if (read < 0) {
          throw new EOFException(
              "the stream ended " + into.remaining() + " bytes before the buffer was full");
        }
      }
      return Poll.done();
    });
  }

  /// All bytes until the end, at most 8 MiB; see [#readToEnd(int)].
  default Future<byte[]> readToEnd() {
    return readToEnd(Limits.WHOLE);
  }

  /// All bytes until the end.
  ///
  /// Memory grows with what has come, never ahead of it. Fails with [LimitExceededException] when
  /// there are more; what was read is lost then. *Cancel-safe: no: the bytes read so far are lost.*
  ///
  /// @param limit how many bytes are fine
  default Future<byte[]> readToEnd(int limit) {
    return new ReadToEnd(this, limit);
  }

  /// All bytes until the end as text, at most 8 MiB of them; see [#readToString(int)].
  default Future<String> readToString() {
    return readToString(Limits.WHOLE);
  }

  /// All bytes until the end as text, which must be UTF-8.
  ///
  /// Fails with an `IOException` that says where it is not, and as [#readToEnd(int)]. *Cancel-safe:
  /// no: the bytes read so far are lost.*
  ///
  /// @param limit how many bytes are fine
  default Future<String> readToString(int limit) {
    return readToEnd(limit).map(bytes -> Utf8.decode(bytes, bytes.length));
  }

  /// This source, and when it has ended another one.
  ///
  /// @param next what comes after
  default AsyncRead chain(AsyncRead next) {
    return new ChainRead<>(this, next);
  }

  /// The next so many bytes of this source, and then the end. It never reads further, so this
  /// source can be used again.
  ///
  /// @param bytes how many
  /// @throws IllegalArgumentException when negative
  default AsyncRead take(long bytes) {
    return new TakeRead<>(this, bytes);
  }
}
