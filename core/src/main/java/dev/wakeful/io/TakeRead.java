package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/// Source for [AsyncRead#take].
///
/// @param <R> what is read
class TakeRead<R extends AsyncRead> implements AsyncRead {
  final R source;

  /// How many bytes may still be taken.
  long left;

  TakeRead(R source, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("take(" + bytes + "): a number of bytes is not negative");
    }
    this.source = Objects.requireNonNull(source);
    this.left = bytes;
  }

  @Override
  public final Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return Poll.ready(0);
    }
    if (left == 0) {
      return Poll.ready(-1);
    }
    int limit = into.limit();
    into.limit(into.position() + (int) Math.min(left, into.remaining()));
    try {
      Poll<Integer> answer = source.pollRead(cx, into);
      if (answer instanceof Poll.Ready<Integer>(Integer read) && read > 0) {
        left -= read;
      }
      return answer;
    } finally {
      into.limit(limit);
    }
  }

  @Override
  public final String toString() {
    return "take of " + left + " bytes of " + source;
  }
}
