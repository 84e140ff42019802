package dev.wakeful.io;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A source of bytes.
///
/// One owner reads at a time.
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

  /// A future of one [#pollRead] that is not Pending.
  ///
  /// *Cancel-safe: yes; if it did not answer Ready, nothing was read.*
  ///
  /// @param into where to; not to be touched until the future has finished or was cancelled
  default Future<Integer> read(ByteBuffer into) {
    return Future.pollFn(cx -> pollRead(cx, into));
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
}
