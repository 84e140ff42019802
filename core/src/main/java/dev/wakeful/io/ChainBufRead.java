package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Source for [AsyncBufRead#chain].
final class ChainBufRead extends ChainRead<AsyncBufRead> implements AsyncBufRead {
  ChainBufRead(AsyncBufRead first, AsyncBufRead second) {
    super(first, second);
  }

  @Override
  public Poll<ByteBuffer> pollFillBuf(Context cx) throws IOException {
    while (true) {
      Poll<ByteBuffer> answer = current().pollFillBuf(cx);
      boolean ended =
          answer instanceof Poll.Ready<ByteBuffer>(ByteBuffer store) && !store.hasRemaining();
      if (!ended || !goOn()) {
        return answer;
      }
    }
  }

  @Override
  public void consume(int bytes) {
    current().consume(bytes);
  }
}
