package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Source for [AsyncBufRead#take].
final class TakeBufRead extends TakeRead<AsyncBufRead> implements AsyncBufRead {
  private static final Poll<ByteBuffer> ENDED = Poll.ready(ByteBuffer.allocate(0));

  TakeBufRead(AsyncBufRead source, long bytes) {
    super(source, bytes);
  }

  @Override
  public Poll<ByteBuffer> pollFillBuf(Context cx) throws IOException {
    if (left == 0) {
      return ENDED;
    }
    Poll<ByteBuffer> answer = source.pollFillBuf(cx);
    if (answer instanceof Poll.Ready<ByteBuffer>(ByteBuffer store) && store.remaining() > left) {
      store.limit(store.position() + (int) left);
    }
    return answer;
  }

  @Override
  public void consume(int bytes) {
    StoredRead.checkConsume(bytes, (int) Math.min(left, Integer.MAX_VALUE));
    source.consume(bytes);
    left -= bytes;
  }
}
