package dev.wakeful.io;

import dev.wakeful.stream.BiLock;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/// The two halves of something that is read and written, each for a task of its own.
///
/// They take turns inside, and who must wait is woken. For things that can't be read and written by
/// two threads at once; a socket can, and has a `split` of its own.
///
/// @param reader the half that is read
/// @param writer the half that is written
public record ByteHalves(AsyncRead reader, AsyncWrite writer) {

  /// The halves of a thing, which must be used through them only. It keeps a waker for each side.
  ///
  /// @param whole what is read and written; to be closed by its owner, when both tasks are done
  public static <S extends AsyncRead & AsyncWrite> ByteHalves of(S whole) {
    BiLock lock = new BiLock();
    return new ByteHalves(new Reader(whole, lock), new Writer(whole, lock));
  }

  private record Reader(AsyncRead whole, BiLock lock) implements AsyncRead {
    Reader {
      Objects.requireNonNull(whole);
    }

    @Override
    public Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
      return underLock(lock, cx, () -> whole.pollRead(cx, into));
    }
  }

  private record Writer(AsyncWrite whole, BiLock lock) implements AsyncWrite {
    @Override
    public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
      return underLock(lock, cx, () -> whole.pollWrite(cx, from));
    }

    @Override
    public Poll<Void> pollFlush(Context cx) throws IOException {
      return underLock(lock, cx, () -> whole.pollFlush(cx));
    }

    @Override
    public Poll<Void> pollShutdown(Context cx) throws IOException {
      return underLock(lock, cx, () -> whole.pollShutdown(cx));
    }
  }

  private static <T> Poll<T> underLock(BiLock lock, Context cx, Turn<T> turn) throws IOException {
    if (!lock.pollLock(cx.waker())) {
      return Poll.pending();
    }
    try {
      return turn.take();
    } finally {
      lock.unlock();
    }
  }

  @FunctionalInterface
  private interface Turn<T> {
    Poll<T> take() throws IOException;
  }
}
