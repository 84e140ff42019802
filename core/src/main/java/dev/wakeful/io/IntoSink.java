package dev.wakeful.io;

import dev.wakeful.stream.Sink;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sink for [AsyncWrite#intoSink].
final class IntoSink implements Sink<ByteBuffer> {
  private enum Wish {
    READY,
    FLUSH,
    CLOSE
  }

  private final AsyncWrite place;
  private @Nullable ByteBuffer unsent;
  private boolean isReady;
  private boolean isClosed;
  private boolean isOver;

  IntoSink(AsyncWrite place) {
    this.place = Objects.requireNonNull(place);
  }

  @Override
  public Poll<Void> pollReady(Context cx) throws IOException {
    Poll<Void> answer = advance(cx, Wish.READY);
    isReady = answer.isReady();
    return answer;
  }

  @Override
  public void startSend(ByteBuffer item) {
    requireOpen();
    if (!isReady) {
      throw new IllegalStateException(
          "the sink `intoSink` was given an item before its pollReady answered Ready");
    }
    isReady = false;
    unsent = Objects.requireNonNull(item);
  }

  @Override
  public Poll<Void> pollFlush(Context cx) throws IOException {
    return isClosed ? Poll.done() : advance(cx, Wish.FLUSH);
  }

  @Override
  public Poll<Void> pollClose(Context cx) throws IOException {
    if (isClosed) {
      return Poll.done();
    }
    Poll<Void> answer = advance(cx, Wish.CLOSE);
    isClosed = answer.isReady();
    isReady = false;
    return answer;
  }

  /// Writes what was sent, then does what is wished. A failure is final.
  private Poll<Void> advance(Context cx, Wish wish) throws IOException {
    requireOpen();
    boolean failed = true;
    try {
      Poll<Void> answer =
          !isWritten(cx)
              ? Poll.pending()
              : switch (wish) {
                case READY -> Poll.done();
                case FLUSH -> place.pollFlush(cx);
                case CLOSE -> place.pollShutdown(cx);
              };
      failed = false;
      return answer;
    } finally {
      if (failed) {
        cancel();
      }
    }
  }

  private boolean isWritten(Context cx) throws IOException {
    ByteBuffer bytes = unsent;
    while (bytes != null && bytes.hasRemaining()) {
      if (!(place.pollWrite(cx, bytes) instanceof Poll.Ready<Integer>(Integer written))) {
        return false;
      }
      WriteZero.check(written);
    }
    unsent = null;
    return true;
  }

  private void requireOpen() {
    if (isOver || isClosed) {
      throw new IllegalStateException(
          "the sink `intoSink` was used after it had "
              + (isClosed ? "been closed" : "failed or was cancelled"));
    }
  }

  @Override
  public void cancel() {
    isOver = true;
    unsent = null;
  }

  @Override
  public String toString() {
    return "intoSink";
  }
}
