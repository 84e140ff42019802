package dev.wakeful.io;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [AsyncBufRead#readUntil].
final class ReadUntil extends RawFuture<Integer> {
  private @Nullable AsyncBufRead source;
  private final byte delimiter;
  private final ByteBuffer into;
  private int moved;

  ReadUntil(AsyncBufRead source, byte delimiter, ByteBuffer into) {
    this.source = Objects.requireNonNull(source);
    this.delimiter = delimiter;
    this.into = Objects.requireNonNull(into);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    AsyncBufRead lender = source;
    if (lender == null) {
      throw Finished.polledAgain("readUntil");
    }
    source = null; // if anything is thrown, this has finished
    while (lender.pollFillBuf(cx) instanceof Poll.Ready<ByteBuffer>(ByteBuffer store)) {
      if (move(lender, store)) {
        return moved;
      }
    }
    source = lender;
    return RawPoll.PENDING;
  }

  /// Moves what may be moved; true when that was all.
  private boolean move(AsyncBufRead lender, ByteBuffer store) throws IOException {
    if (!store.hasRemaining()) {
      return true;
    }
    int found = indexOf(delimiter, store);
    int wanted = found < 0 ? store.remaining() : found + 1;
    int amount = Math.min(wanted, into.remaining());
    into.put(into.position(), store, store.position(), amount);
    into.position(into.position() + amount);
    lender.consume(amount);
    moved += amount;
    if (amount < wanted) {
      throw new LimitExceededException("what comes before the delimiter", moved);
    }
    return found >= 0;
  }

  /// How many bytes are before this one; -1 when it is not there.
  static int indexOf(byte wanted, ByteBuffer bytes) {
    int start = bytes.position();
    int end = bytes.limit();
    for (int at = start; at < end; at++) {
      if (bytes.get(at) == wanted) {
        return at - start;
      }
    }
    return -1;
  }

  @Override
  public void cancel() {
    source = null;
  }

  @Override
  public String toString() {
    return "readUntil";
  }
}
