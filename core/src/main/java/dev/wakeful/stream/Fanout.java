package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sink for [Sink#fanout]. Both are asked each time, so that both know whom to wake.
final class Fanout<T extends @Nullable Object> extends CheckedSink<T> {
  private final Sink<? super T> one;
  private final Sink<? super T> other;
  private boolean oneIsOver;
  private boolean otherIsOver;

  Fanout(Sink<? super T> one, Sink<? super T> other) {
    this.one = Objects.requireNonNull(one);
    this.other = Objects.requireNonNull(other);
  }

  @Override
  String name() {
    return "fanout";
  }

  @Override
  Poll<Void> ready(Context cx) throws Exception {
    return both(one.pollReady(cx), other.pollReady(cx));
  }

  @Override
  void take(T item) throws Exception {
    one.startSend(item);
    other.startSend(item);
  }

  @Override
  Poll<Void> flushed(Context cx) throws Exception {
    return both(one.pollFlush(cx), other.pollFlush(cx));
  }

  @Override
  Poll<Void> closed(Context cx) throws Exception {
    return both(one.pollClose(cx), other.pollClose(cx));
  }

  @Override
  void release() {
    if (!oneIsOver) {
      one.cancel();
    }
    if (!otherIsOver) {
      other.cancel();
    }
  }

  @Override
  Poll<Void> releasing(Context cx) {
    oneIsOver = oneIsOver || one.pollCancel(cx).isReady();
    otherIsOver = otherIsOver || other.pollCancel(cx).isReady();
    return oneIsOver && otherIsOver ? Poll.done() : Poll.pending();
  }

  private static Poll<Void> both(Poll<Void> one, Poll<Void> other) {
    return one.isReady() && other.isReady() ? Poll.done() : Poll.pending();
  }
}
