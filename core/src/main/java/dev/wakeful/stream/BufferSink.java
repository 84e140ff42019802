package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Sink for [Sink#buffer].
final class BufferSink<T extends @Nullable Object> extends SinkAdapter<T, T> {
  /// Stands for null, which a deque does not take.
  private static final Object NULL = new Object();

  private final int places;
  private final ArrayDeque<Object> held = new ArrayDeque<>();

  BufferSink(Sink<T> target, int places) {
    super(target);
    if (places < 0) {
      throw new IllegalArgumentException(
          "`buffer` needs a number of places, none or more, not " + places);
    }
    this.places = places;
  }

  @Override
  String name() {
    return "buffer";
  }

  @Override
  Poll<Void> ready(Context cx) throws Exception {
    if (places == 0) {
      return target.pollReady(cx);
    }
    return drain(cx).isReady() || held.size() < places ? Poll.done() : Poll.pending();
  }

  @Override
  void take(T item) throws Exception {
    if (places == 0) {
      target.startSend(item);
    } else {
      held.addLast(item == null ? NULL : item);
    }
  }

  @Override
  Poll<Void> drain(Context cx) throws Exception {
    while (!held.isEmpty()) {
      if (target.pollReady(cx).isPending()) {
        return Poll.pending();
      }
      Object item = held.removeFirst();
      target.startSend(RawPoll.value(item == NULL ? null : item));
    }
    return Poll.done();
  }

  @Override
  void dropHeld() {
    held.clear();
  }
}
