package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A reader with a store, and the rules of showing and taking; how the store is filled is left to
/// those who extend it.
abstract class StoredRead implements AsyncBufRead {
  /// What [#refill] answers when nothing has come yet.
  static final int PENDING = 0;

  /// What [#refill] answers at the end of the stream.
  static final int END = -1;

  /// The store as it is shown: bytes from head to tail are not taken yet.
  private ByteBuffer view;

  /// One answer for all polls, because it always holds the view.
  private Poll<ByteBuffer> shown;

  private int head;
  private int tail;
  private int mayTake;

  StoredRead(ByteBuffer store) {
    view = store.asReadOnlyBuffer();
    shown = Poll.ready(view);
  }

  /// Fills the empty store: how many bytes there are now, or [#PENDING] or [#END].
  abstract int refill(Context cx) throws IOException;

  /// Says that the store holds bytes from its start on.
  final int stored(int bytes) throws IOException {
    if (bytes == 0) {
      throw new IOException(
          this + " read nothing into a buffer that has room: the source is broken");
    }
    head = 0;
    tail = bytes;
    return bytes;
  }

  /// Puts another store in the place of this one, with all that remains in it.
  final int stored(ByteBuffer bytes) {
    view = bytes.asReadOnlyBuffer();
    shown = Poll.ready(view);
    head = view.position();
    tail = view.limit();
    return tail - head;
  }

  /// How many bytes are in store.
  final int available() {
    return tail - head;
  }

  /// Goes on or back in the store, if the place is there.
  final boolean moveInStore(long offset) {
    if (offset < -head || offset > available()) {
      return false;
    }
    mayTake = 0;
    head += (int) offset;
    return true;
  }

  /// Empties the store.
  final void discard() {
    mayTake = 0;
    head = 0;
    tail = 0;
  }

  @Override
  public final Poll<ByteBuffer> pollFillBuf(Context cx) throws IOException {
    if (head == tail) {
      mayTake = 0;
      if (refill(cx) == PENDING) {
        return Poll.pending();
      }
    }
    mayTake = tail - head;
    view.limit(tail).position(head);
    return shown;
  }

  @Override
  public final void consume(int bytes) {
    checkConsume(bytes, mayTake);
    mayTake -= bytes;
    head += bytes;
  }

  static void checkConsume(int bytes, int mayTake) {
    if (bytes < 0 || bytes > mayTake) {
      throw new IllegalArgumentException(
          "consume(" + bytes + ") when pollFillBuf has shown " + mayTake + " bytes");
    }
  }
}
