package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// Place for [AsyncWrite#fromOutputStream].
///
/// The array belongs to the call while one runs, and to the writer otherwise; handing a call over
/// happens-before it runs.
final class BlockingWrite implements AsyncWrite {
  private final OutputStream out;
  private final byte[] bytes = new byte[Limits.BUFFER];
  private final Calls calls = new Calls();
  private boolean unflushed;
  private boolean isShut;

  BlockingWrite(OutputStream out) {
    this.out = Objects.requireNonNull(out);
  }

  @Override
  public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
    if (isShut) {
      throw new IOException("cannot write to `fromOutputStream`: it has been shut down");
    }
    if (isBusy(cx)) {
      return Poll.pending();
    }
    int amount = Math.min(from.remaining(), bytes.length);
    if (amount > 0) {
      from.get(from.position(), bytes, 0, amount);
      calls.start(
          cx,
          () -> {
            out.write(bytes, 0, amount);
            return amount;
          });
      from.position(from.position() + amount);
      unflushed = true;
    }
    return Poll.ready(amount);
  }

  @Override
  public Poll<Void> pollFlush(Context cx) throws IOException {
    if (isBusy(cx)) {
      return Poll.pending();
    }
    if (unflushed) {
      calls.start(
          cx,
          () -> {
            out.flush();
            return 0;
          });
      unflushed = false;
    }
    return isBusy(cx) ? Poll.pending() : Poll.done();
  }

  @Override
  public Poll<Void> pollShutdown(Context cx) throws IOException {
    if (isBusy(cx)) {
      return Poll.pending();
    }
    if (!isShut) {
      calls.start(
          cx,
          () -> {
            out.flush();
            out.close();
            return 0;
          });
      unflushed = false;
      isShut = true;
    }
    return isBusy(cx) ? Poll.pending() : Poll.done();
  }

  private boolean isBusy(Context cx) throws IOException {
    return calls.poll(cx) == RawPoll.PENDING;
  }

  @Override
  public String toString() {
    return "fromOutputStream";
  }
}
