package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A place with a buffer before it that sends on whole lines at once.
///
/// When a write has been taken up to a newline, the place has everything up to the last one; only
/// the beginning of a line stays in the buffer. It does not flush the place. For logs and for peers
/// that speak in lines, as the `LineWriter` of Rust's standard library.
public final class LineWriter implements AsyncWrite {
  private final AsyncWrite place;
  private final BufWriter buffer;

  private LineWriter(AsyncWrite place, int capacity) {
    this.place = place;
    this.buffer = BufWriter.of(place, capacity);
  }

  /// A place with a buffer of 8 KiB.
  ///
  /// @param place used by nobody else from now on
  public static LineWriter of(AsyncWrite place) {
    return new LineWriter(place, Limits.BUFFER);
  }

  /// A place with a buffer.
  ///
  /// @param place used by nobody else from now on
  /// @param capacity how many bytes it holds
  /// @throws IllegalArgumentException when that is not at least one
  public static LineWriter of(AsyncWrite place, int capacity) {
    return new LineWriter(place, capacity);
  }

  @Override
  public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
    int end = from.limit();
    int behindLast = end;
    while (behindLast > from.position() && from.get(behindLast - 1) != '\n') {
      behindLast--;
    }
    if (behindLast == from.position()) {
      return buffer.pollWrite(cx, from);
    }
    if (!buffer.drain(cx)) {
      return Poll.pending();
    }
    from.limit(behindLast);
    try {
      return place.pollWrite(cx, from);
    } finally {
      from.limit(end);
    }
  }

  @Override
  public Poll<Void> pollFlush(Context cx) throws IOException {
    return buffer.pollFlush(cx);
  }

  @Override
  public Poll<Void> pollShutdown(Context cx) throws IOException {
    return buffer.pollShutdown(cx);
  }

  @Override
  public String toString() {
    return "LineWriter[" + buffer + "]";
  }
}
