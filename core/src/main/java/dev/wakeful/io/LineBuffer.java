package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The line that is being read, as far as it has come.
///
/// Each byte is looked at once and copied once, however small the pieces are in which it comes. A
/// line that gets too long is thrown away, and so is the rest of it as it comes.
final class LineBuffer {
  /// What has come.
  enum Step {
    /// Nothing; whoever waits will be woken.
    PENDING,
    /// A whole line.
    LINE,
    /// The end of the stream; what was before it, if anything, is a line.
    END,
    /// More than the limit.
    TOO_LONG
  }

  private final int limit;
  private byte[] bytes = new byte[0];
  private int length;
  private boolean skipping;

  LineBuffer(int limit) {
    this.limit = Limits.check(limit);
  }

  /// Takes bytes of the source up to the end of the line. A line that was there before must have
  /// been taken by [#take].
  Step read(Context cx, AsyncBufRead source) throws IOException {
    while (source.pollFillBuf(cx) instanceof Poll.Ready<ByteBuffer>(ByteBuffer store)) {
      if (!store.hasRemaining()) {
        skipping = false;
        return Step.END;
      }
      int found = ReadUntil.indexOf((byte) '\n', store);
      int amount = found < 0 ? store.remaining() : found + 1;
      boolean wasSkipping = skipping;
      skipping = (skipping || amount > limit - length) && found < 0;
      if (!wasSkipping && amount > limit - length) {
        length = 0;
        source.consume(amount);
        return Step.TOO_LONG;
      }
      if (!wasSkipping) {
        add(store, amount);
      }
      source.consume(amount);
      if (!wasSkipping && found >= 0) {
        return Step.LINE;
      }
    }
    return Step.PENDING;
  }

  private void add(ByteBuffer store, int amount) {
    int needed = length + amount;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Limits.grown(bytes.length, needed, limit));
    }
    store.get(store.position(), bytes, length, amount);
    length = needed;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /// The line as it is; there is none afterwards.
  String take() throws IOException {
    int all = length;
    length = 0;
    return Utf8.decode(bytes, all);
  }

  /// The line without its end; there is none afterwards.
  String takeStripped() throws IOException {
    if (length > 0 && bytes[length - 1] == '\n') {
      length--;
      if (length > 0 && bytes[length - 1] == '\r') {
        length--;
      }
    }
    return take();
  }

  LimitExceededException tooLong() {
    return new LimitExceededException("the line", limit);
  }
}
