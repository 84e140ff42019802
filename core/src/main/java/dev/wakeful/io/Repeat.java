package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.nio.ByteBuffer;

/// Source for [AsyncRead#repeat].
record Repeat(byte value) implements AsyncRead {
  @Override
  public Poll<Integer> pollRead(Context cx, ByteBuffer into) {
    if (!cx.proceed()) {
      return Poll.pending();
    }
    cx.progress();
    int room = into.remaining();
    while (into.hasRemaining()) {
      into.put(value);
    }
    return Poll.ready(room);
  }
}
