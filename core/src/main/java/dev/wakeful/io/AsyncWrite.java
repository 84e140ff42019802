package dev.wakeful.io;

import dev.wakeful.future.Future;
import dev.wakeful.stream.Sink;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// A place for bytes.
///
/// One owner writes at a time. Cancelling a future below leaves the place as it is, and does not
/// flush.
public interface AsyncWrite {

  /// Writes as much as there is room for.
  ///
  /// - Ready(n > 0): n bytes were taken from the buffer's position, which moved behind them. Fewer
  ///   than there were is normal.
  /// - Ready(0): only when the buffer is empty.
  /// - Pending: nothing was taken; the waker will be woken when there is room or a failure.
  ///
  /// @param cx whom to wake
  /// @param from what
  /// @throws IOException when the place is broken
  Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException;

  /// Writes as much as there is room for of several buffers, in order; see [#pollWrite] for the
  /// answers.
  ///
  /// A place that can't do better writes of the first one that is not empty.
  ///
  /// @param cx whom to wake
  /// @param from what
  /// @throws IOException when the place is broken
  default Poll<Long> pollWriteVectored(Context cx, ByteBuffer... from) throws IOException {
    ByteBuffer first = Vectored.firstOf(from);
    if (first == null) {
      return Poll.ready(0L);
    }
    return pollWrite(cx, first) instanceof Poll.Ready<Integer>(Integer written)
        ? Poll.ready(written.longValue())
        : Poll.pending();
  }

  /// Sends on what is held back; Ready when nothing is.
  ///
  /// @param cx whom to wake
  /// @throws IOException when the place is broken
  Poll<Void> pollFlush(Context cx) throws IOException;

  /// Flushes, then says that nothing more will be written. A write after that fails.
  ///
  /// @param cx whom to wake
  /// @throws IOException when the place is broken
  Poll<Void> pollShutdown(Context cx) throws IOException;

  /// A place that takes everything and keeps nothing.
  static AsyncWrite drain() {
    return new Drain();
  }

  /// A place that gives everything to a blocking stream. It is written on the blocking pool of the
  /// runtime that polls, at most 8 KiB at a time, and never on the thread that polls.
  ///
  /// A write is Ready when the bytes have been handed over; that they could not be written is told
  /// to the next call. Flush to be sure. [#shutdown] closes the stream.
  ///
  /// @param out used by nobody else
  static AsyncWrite fromOutputStream(OutputStream out) {
    return new BlockingWrite(out);
  }

  /// A future of one [#pollWrite] that is not Pending.
  ///
  /// *Cancel-safe: yes; if it did not answer Ready, nothing was written.*
  ///
  /// @param from what; not to be touched until the future has finished or was cancelled
  default Future<Integer> write(ByteBuffer from) {
    return Future.pollFn(cx -> pollWrite(cx, from));
  }

  /// A future of one [#pollWriteVectored] that is not Pending.
  ///
  /// *Cancel-safe: yes; if it did not answer Ready, nothing was written.*
  ///
  /// @param from what; not to be touched until the future has finished or was cancelled
  default Future<Long> writeVectored(ByteBuffer... from) {
    return Future.pollFn(cx -> pollWriteVectored(cx, from));
  }

  /// Writes everything.
  ///
  /// *Cancel-safe: no loss: the position says how much was written.*
  ///
  /// @param from what; not to be touched until the future has finished or was cancelled
  default Future<Void> writeAll(ByteBuffer from) {
    return Future.pollFn(cx -> {
      while (from.hasRemaining()) {
        if (!(pollWrite(cx, from) instanceof Poll.Ready<Integer>(Integer written))) {
          return Poll.pending();
        }
        WriteZero.check(written);
      }
      return Poll.done();
    });
  }

  /// Writes everything of several buffers, in order.
  ///
  /// *Cancel-safe: no loss: the positions say how much was written.*
  ///
  /// @param from what; not to be touched until the future has finished or was cancelled
  default Future<Void> writeAllVectored(ByteBuffer... from) {
    return Future.pollFn(cx -> {
      while (Vectored.firstOf(from) != null) {
        if (!(pollWriteVectored(cx, from) instanceof Poll.Ready<Long>(Long written))) {
          return Poll.pending();
        }
        WriteZero.check(written);
      }
      return Poll.done();
    });
  }

  /// A future of [#pollFlush]. *Cancel-safe: yes.*
  default Future<Void> flush() {
    return Future.pollFn(this::pollFlush);
  }

  /// A future of [#pollShutdown]. *Cancel-safe: yes.*
  default Future<Void> shutdown() {
    return Future.pollFn(this::pollShutdown);
  }

  /// A sink of buffers, whose bytes are written here.
  ///
  /// It has room when the buffer before has been written. Flushing and closing it flush and shut
  /// down this place. Cancelling it leaves this place as it is, perhaps within a buffer.
  default Sink<ByteBuffer> intoSink() {
    return new IntoSink(this);
  }
}
