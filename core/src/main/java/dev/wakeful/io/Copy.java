package dev.wakeful.io;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/// Copies a source to a place until the source ends.
///
/// Ready with the number of bytes. It reads when its buffer (8 KiB) is empty and writes until it is
/// empty again, so a slow writer slows the reader down; while the source has nothing, what was
/// written is flushed. At the end it flushes and does not shut down.
///
/// To stop one from elsewhere, make it `abortable`: it keeps what has been written, and [#copied]
/// still says how much that is. *Cancel-safe: no: up to one buffer of bytes that were read and not
/// written is lost, unless it was made by [#ofBuffered].*
public final class Copy implements Future<Long> {
  private final AsyncBufRead from;
  private final AsyncWrite to;
  private long copied;
  private boolean ended;
  private boolean unflushed;
  private boolean finished;

  private Copy(AsyncBufRead from, AsyncWrite to) {
    this.from = Objects.requireNonNull(from);
    this.to = Objects.requireNonNull(to);
  }

  /// A copy that has not begun.
  ///
  /// *Cancel-safe: no, up to one buffer of bytes that were read and not written is lost.*
  ///
  /// @param from the source
  /// @param to the place
  public static Copy of(AsyncRead from, AsyncWrite to) {
    return new Copy(BufReader.of(from), to);
  }

  /// A copy that has not begun, of a source that has a buffer: what has not been written is still
  /// there.
  ///
  /// *Cancel-safe: yes: a byte is taken out of the source when it has been written.*
  ///
  /// @param from the source
  /// @param to the place
  public static Copy ofBuffered(AsyncBufRead from, AsyncWrite to) {
    return new Copy(from, to);
  }

  /// How many bytes have been written so far; also after it has failed or was cancelled.
  public long copied() {
    return copied;
  }

  @Override
  public Poll<Long> poll(Context cx) throws IOException {
    if (finished) {
      throw Finished.polledAgain("copy");
    }
    boolean pending = false;
    try {
      pending = !advance(cx);
      return pending ? Poll.pending() : Poll.ready(copied);
    } finally {
      finished = !pending;
    }
  }

  @Override
  public void cancel() {
    finished = true;
  }

  /// Copies on; true when everything has been copied and flushed.
  private boolean advance(Context cx) throws IOException {
    while (!ended && from.pollFillBuf(cx) instanceof Poll.Ready<ByteBuffer>(ByteBuffer store)) {
      if (!store.hasRemaining()) {
        ended = true;
      } else if (to.pollWrite(cx, store) instanceof Poll.Ready<Integer>(Integer written)) {
        WriteZero.check(written);
        from.consume(written);
        copied += written;
        unflushed = true;
      } else {
        return false;
      }
    }
    if (unflushed && to.pollFlush(cx).isReady()) {
      unflushed = false;
    }
    return ended && !unflushed;
  }

  @Override
  public String toString() {
    return "copy";
  }
}
