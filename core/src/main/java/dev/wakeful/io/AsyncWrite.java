package dev.wakeful.io;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A place for bytes.
///
/// One owner writes at a time. Cancelling does not flush.
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

  /// A future of one [#pollWrite] that is not Pending.
  ///
  /// *Cancel-safe: yes; if it did not answer Ready, nothing was written.*
  ///
  /// @param from what; not to be touched until the future has finished or was cancelled
  default Future<Integer> write(ByteBuffer from) {
    return Future.pollFn(cx -> pollWrite(cx, from));
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

  /// A future of [#pollFlush]. *Cancel-safe: yes.*
  default Future<Void> flush() {
    return Future.pollFn(this::pollFlush);
  }

  /// A future of [#pollShutdown]. *Cancel-safe: yes.*
  default Future<Void> shutdown() {
    return Future.pollFn(this::pollShutdown);
  }
}
