package dev.wakeful.contract;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A stream that gives what the test puts in.
final class HandStream<T> implements Stream<T> {
  private final ArrayDeque<T> items = new ArrayDeque<>();
  boolean ended;
  boolean cancelled;
  @Nullable Exception failure;
  private @Nullable Waker waker;
  private boolean over;

  @SafeVarargs
  static <T> HandStream<T> of(T... items) {
    HandStream<T> stream = new HandStream<>();
    for (T item : items) {
      stream.items.add(item);
    }
    return stream;
  }

  HandStream<T> ended() {
    ended = true;
    return this;
  }

  void put(T item) {
    items.add(item);
    Waker waiting = waker;
    if (waiting != null) {
      waiting.wake();
    }
  }

  @Override
  public Next<T> pollNext(Context cx) throws Exception {
    if (over || cancelled) {
      throw new AssertionError("polled after its end");
    }
    waker = cx.waker();
    T item = items.poll();
    if (item != null) {
      return Next.item(item);
    }
    Exception thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
    over = ended;
    return ended ? Next.end() : Next.pending();
  }

  @Override
  public void cancel() {
    cancelled = true;
  }
}
