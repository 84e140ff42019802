package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A place with a buffer before it, so that small writes are cheap.
///
/// Bytes go on when the buffer can't take what is written, and by [#flush] and [#shutdown]; never
/// by themselves, so whoever forgets to flush loses them. A write that is as large as the buffer
/// goes past it. When the place fails, the buffer keeps what the place has not taken.
public final class BufWriter implements AsyncWrite {
  private final AsyncWrite place;
  private final ByteBuffer buffer;

  /// What is in the buffer and has not gone on, from position to limit.
  private final ByteBuffer unsent;

  private BufWriter(AsyncWrite place, int capacity) {
    this.place = Objects.requireNonNull(place);
    this.buffer = ByteBuffer.allocate(Limits.check(capacity));
    this.unsent = buffer.duplicate().limit(0);
  }

  /// A place with a buffer of 8 KiB.
  ///
  /// @param place used by nobody else from now on
  public static BufWriter of(AsyncWrite place) {
    return of(place, Limits.BUFFER);
  }

  /// A place with a buffer.
  ///
  /// @param place used by nobody else from now on
  /// @param capacity how many bytes it holds
  /// @throws IllegalArgumentException when that is not at least one
  public static BufWriter of(AsyncWrite place, int capacity) {
    return new BufWriter(place, capacity);
  }

  @Override
  public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
    int amount = from.remaining();
    if (amount > buffer.capacity() - unsent.limit() && !drain(cx)) {
      return Poll.pending();
    }
    if (amount >= buffer.capacity()) {
      return place.pollWrite(cx, from);
    }
    int tail = unsent.limit();
    buffer.put(tail, from, from.position(), amount);
    from.position(from.limit());
    unsent.limit(tail + amount);
    return Poll.ready(amount);
  }

  @Override
  public Poll<Void> pollFlush(Context cx) throws IOException {
    return drain(cx) ? place.pollFlush(cx) : Poll.pending();
  }

  @Override
  public Poll<Void> pollShutdown(Context cx) throws IOException {
    return drain(cx) ? place.pollShutdown(cx) : Poll.pending();
  }

  /// Gives the place what is in the buffer; true when it is empty.
  boolean drain(Context cx) throws IOException {
    while (unsent.hasRemaining()) {
      if (!(place.pollWrite(cx, unsent) instanceof Poll.Ready<Integer>(Integer written))) {
        return false;
      }
      WriteZero.check(written);
    }
    unsent.limit(0);
    return true;
  }

  @Override
  public String toString() {
    return "BufWriter["
        + unsent.remaining()
        + " of "
        + buffer.capacity()
        + " bytes, "
        + place
        + "]";
  }
}
