package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// Source for [AsyncRead#fromInputStream].
///
/// The array belongs to the call while one runs, and to the reader otherwise; the end of the call
/// happens-before the poll that sees it.
final class BlockingRead extends StoredRead {
  private final InputStream in;
  private final byte[] bytes;
  private final Calls calls = new Calls();
  private boolean ended;

  BlockingRead(InputStream in) {
    this(in, new byte[Limits.BUFFER]);
  }

  private BlockingRead(InputStream in, byte[] bytes) {
    super(ByteBuffer.wrap(bytes));
    this.in = Objects.requireNonNull(in);
    this.bytes = bytes;
  }

  @Override
  int refill(Context cx) throws IOException {
    if (ended) {
      return END;
    }
    if (!calls.isRunning()) {
      calls.start(cx, () -> in.read(bytes));
    }
    Object raw = calls.poll(cx);
    if (raw == RawPoll.PENDING) {
      return PENDING;
    }
    int read = RawPoll.<Integer>value(raw);
    ended = read < 0;
    return ended ? END : stored(read);
  }

  @Override
  public String toString() {
    return "fromInputStream";
  }
}
