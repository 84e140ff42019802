package dev.wakeful.io;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A source of bytes that has some in store, where they can be looked at before they are taken.
///
/// Get one from [BufReader]. Everything here is made of two calls, after the `AsyncBufRead` of
/// Tokio: [#pollFillBuf] shows what is in store, [#consume] takes some of it out.
public interface AsyncBufRead extends AsyncRead {

  /// Shows what is in store, and fills the store when it is empty.
  ///
  /// - Ready(a buffer with bytes): they stay in store until they are consumed. The buffer is a
  ///   view, good until the next call of anything here: its position and limit may be moved at
  ///   will, which changes nothing here, and its bytes must not be changed.
  /// - Ready(an empty buffer): the end of the stream. Polling again says so again.
  /// - Pending: nothing is in store; the waker will be woken when there is, or at the end or a
  ///   failure.
  ///
  /// @param cx whom to wake
  /// @throws IOException when the source is broken
  Poll<ByteBuffer> pollFillBuf(Context cx) throws IOException;

  /// Takes bytes out of the store: they will not be shown again.
  ///
  /// @param bytes how many; no more than the last [#pollFillBuf] showed and nobody took since
  /// @throws IllegalArgumentException when it is more, or negative
  void consume(int bytes);

  @Override
  default Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return Poll.ready(0);
    }
    if (!(pollFillBuf(cx) instanceof Poll.Ready<ByteBuffer>(ByteBuffer store))) {
      return Poll.pending();
    }
    if (!store.hasRemaining()) {
      return Poll.ready(-1);
    }
    int moved = Math.min(store.remaining(), into.remaining());
    into.put(into.position(), store, store.position(), moved);
    into.position(into.position() + moved);
    consume(moved);
    return Poll.ready(moved);
  }

  /// A future of one [#pollFillBuf] that is not Pending.
  ///
  /// *Cancel-safe: yes: bytes are taken by [#consume] only.*
  default Future<ByteBuffer> fillBuf() {
    return Future.pollFn(this::pollFillBuf);
  }

  /// Reads until a delimiter has been read, or until the end.
  ///
  /// Ready with how many bytes this future put into the buffer, the delimiter included; at the end
  /// of the stream the last one is not the delimiter, and there may be none at all. Fails with
  /// `LimitExceededException` when the buffer is full before. *Cancel-safe: no loss: what was read
  /// is in the buffer, and another call with the same buffer goes on.*
  ///
  /// @param delimiter where to stop
  /// @param into where to; its room is the limit
  default Future<Integer> readUntil(byte delimiter, ByteBuffer into) {
    return new ReadUntil(this, delimiter, into);
  }

  /// The next line, at most 8 KiB long; see [#readLine(int)].
  default Future<Optional<String>> readLine() {
    return readLine(Limits.LINE);
  }

  /// The next line with its end (`\n` or `\r\n`), which only the last line may lack; nothing at the
  /// end of the stream.
  ///
  /// The bytes must be UTF-8. Fails with [LimitExceededException] when the line is longer, and with
  /// an `IOException` when it is not UTF-8; what was read of it is lost, and the next read goes on
  /// behind that. *Cancel-safe: no: what was read of the line is lost; [#lines] is.*
  ///
  /// @param limit how many bytes are fine, the line's end included
  default Future<Optional<String>> readLine(int limit) {
    return new ReadLine(this, limit);
  }

  /// All lines, each at most 8 KiB long; see [#lines(int)].
  default Stream<String> lines() {
    return lines(Limits.LINE);
  }

  /// All lines from here on, without their ends (`\n` or `\r\n`).
  ///
  /// A last line without an end is one, too. A line that is longer than the limit or not UTF-8 is a
  /// failure of this one item ([LimitExceededException], `IOException`): the rest of it is skipped,
  /// and the next line is the next item. A failure of the source is given once, then the end.
  /// Cancelling it leaves this source behind the last line given, but for the beginning of a line
  /// that was waited for. *Cancel-safe: yes: a `next` that did not answer keeps what was read.*
  ///
  /// @param limit how many bytes of a line are fine, its end included
  default Stream<String> lines(int limit) {
    return new Lines(this, limit);
  }

  /// This source, and when it has ended another one.
  ///
  /// @param next what comes after
  default AsyncBufRead chain(AsyncBufRead next) {
    return new ChainBufRead(this, next);
  }

  @Override
  default AsyncBufRead take(long bytes) {
    return new TakeBufRead(this, bytes);
  }
}
