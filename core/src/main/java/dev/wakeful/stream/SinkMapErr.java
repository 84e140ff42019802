package dev.wakeful.stream;

import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sink for [Sink#sinkMapErr].
final class SinkMapErr<T extends @Nullable Object> extends SinkAdapter<T, T> {
  private final ThrowingFunction<? super Exception, ? extends Exception> fn;

  SinkMapErr(Sink<T> target, ThrowingFunction<? super Exception, ? extends Exception> fn) {
    super(target);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "sinkMapErr";
  }

  @Override
  void take(T item) throws Exception {
    try {
      target.startSend(item);
    } catch (Exception e) {
      throw made(fn.apply(e));
    }
  }

  @Override
  Poll<Void> drain(Context cx) {
    return Poll.done();
  }

  @Override
  Poll<Void> ready(Context cx) throws Exception {
    try {
      return target.pollReady(cx);
    } catch (Exception e) {
      throw made(fn.apply(e));
    }
  }

  @Override
  Poll<Void> flushed(Context cx) throws Exception {
    try {
      return target.pollFlush(cx);
    } catch (Exception e) {
      throw made(fn.apply(e));
    }
  }

  @Override
  Poll<Void> closed(Context cx) throws Exception {
    try {
      return target.pollClose(cx);
    } catch (Exception e) {
      throw made(fn.apply(e));
    }
  }
}
