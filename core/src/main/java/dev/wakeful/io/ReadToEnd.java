package dev.wakeful.io;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [AsyncRead#readToEnd].
///
/// Its array may be one byte longer than the limit: that byte tells an end from too much.
final class ReadToEnd extends RawFuture<byte[]> {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private @Nullable AsyncRead source;
  private final int limit;
  private ByteBuffer bytes = NOTHING;

  ReadToEnd(AsyncRead source, int limit) {
    this.source = Objects.requireNonNull(source);
    this.limit = Limits.check(limit);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    AsyncRead lender = source;
    if (lender == null) {
      throw Finished.polledAgain("readToEnd");
    }
    boolean pending = false;
    try {
      Object answer = read(lender, cx);
      pending = answer == RawPoll.PENDING;
      return answer;
    } finally {
      if (!pending) {
        cancel();
      }
    }
  }

  private Object read(AsyncRead lender, Context cx) throws IOException {
    while (true) {
      makeRoom();
      if (!(lender.pollRead(cx, bytes) instanceof Poll.Ready<Integer>(Integer read))) {
        return RawPoll.PENDING;
      }
      if (read < 0) {
        return Arrays.copyOf(bytes.array(), bytes.position());
      }
      if (bytes.position() > limit) {
        throw new LimitExceededException("the stream", limit);
      }
    }
  }

  private void makeRoom() {
    if (!bytes.hasRemaining()) {
      int length = bytes.capacity();
      int longer = Limits.grown(length, Math.min(length + Limits.BUFFER, limit + 1), limit + 1);
      bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), longer)).position(length);
    }
  }

  @Override
  public void cancel() {
    source = null;
    bytes = NOTHING;
  }

  @Override
  public String toString() {
    return "readToEnd";
  }
}
