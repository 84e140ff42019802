package dev.wakeful.contract;

import dev.wakeful.stream.Sink;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sink with as much room as the test gives it; it flushes and closes when it may.
final class HandSink<T extends @Nullable Object> implements Sink<T> {
  final List<T> items = new ArrayList<>();
  int room;
  boolean mayFlush = true;
  boolean promised;
  int flushes;
  int cleanUps;
  boolean closed;
  boolean cancelled;
  @Nullable Exception failure;
  private @Nullable Waker waker;

  HandSink(int room) {
    this.room = room;
  }

  void wake() {
    Waker waiting = waker;
    if (waiting != null) {
      waiting.wake();
    }
  }

  private void use(Context cx) throws Exception {
    if (closed || cancelled) {
      throw new AssertionError("used after its end");
    }
    waker = cx.waker();
    Exception thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }

  @Override
  public Poll<Void> pollReady(Context cx) throws Exception {
    use(cx);
    promised = room > 0;
    return promised ? Poll.done() : Poll.pending();
  }

  @Override
  public void startSend(T item) {
    if (!promised) {
      throw new AssertionError("not asked for room");
    }
    promised = false;
    room--;
    items.add(item);
  }

  @Override
  public Poll<Void> pollFlush(Context cx) throws Exception {
    use(cx);
    if (!mayFlush) {
      return Poll.pending();
    }
    flushes++;
    return Poll.done();
  }

  @Override
  public Poll<Void> pollClose(Context cx) throws Exception {
    use(cx);
    closed = mayFlush;
    return mayFlush ? Poll.done() : Poll.pending();
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    if (cleanUps-- > 0) {
      cx.waker().wake();
      return Poll.pending();
    }
    cancelled = true;
    return Poll.done();
  }
}
