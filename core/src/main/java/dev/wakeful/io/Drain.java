package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Place for [AsyncWrite#drain].
final class Drain implements AsyncWrite {
  private boolean isShut;

  @Override
  public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
    if (isShut) {
      throw new IOException("cannot write to `drain`: it has been shut down");
    }
    if (!cx.proceed()) {
      return Poll.pending();
    }
    cx.progress();
    int taken = from.remaining();
    from.position(from.limit());
    return Poll.ready(taken);
  }

  @Override
  public Poll<Void> pollFlush(Context cx) {
    return Poll.done();
  }

  @Override
  public Poll<Void> pollShutdown(Context cx) {
    isShut = true;
    return Poll.done();
  }
}
