package dev.wakeful.io;

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
/// written is flushed. At the end it flushes and does not shut down. *Cancel-safe: no: up to one
/// buffer of bytes that were read and not written is lost.*
public final class Copy implements Future<Long> {
  private static final int CAPACITY = 8 * 1024;

  private final AsyncRead from;
  private final AsyncWrite to;
  private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY).limit(0);
  private long copied;
  private boolean ended;
  private boolean unflushed;
  private boolean finished;

  private Copy(AsyncRead from, AsyncWrite to) {
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
    return new Copy(from, to);
  }

  /// How many bytes have been written so far.
  public long copied() {
    return copied;
  }

  @Override
  public Poll<Long> poll(Context cx) throws IOException {
    if (finished) {
      throw new IllegalStateException(
          "the future `copy` was polled after it had finished or was cancelled");
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
    while (true) {
      while (buffer.hasRemaining()) {
        if (!(to.pollWrite(cx, buffer) instanceof Poll.Ready<Integer>(Integer written))) {
          return false;
        }
        WriteZero.check(written);
        copied += written;
        unflushed = true;
      }
      if (!ended && fill(cx)) {
        continue;
      }
      if (unflushed) {
        if (to.pollFlush(cx).isPending()) {
          return false;
        }
        unflushed = false;
      }
      return ended;
    }
  }

  /// Reads into the empty buffer; false when nothing is there yet.
  private boolean fill(Context cx) throws IOException {
    buffer.clear();
    boolean ready = false;
    try {
      Poll<Integer> answer = from.pollRead(cx, buffer);
      ready = answer.isReady();
      ended = answer instanceof Poll.Ready<Integer>(Integer read) && read < 0;
    } finally {
      buffer.flip();
    }
    return ready;
  }
}
