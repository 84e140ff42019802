package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sink for [Sinks#unfold].
final class UnfoldSink<S extends @Nullable Object, T extends @Nullable Object>
    extends CheckedSink<T> {
  private S state;
  private final Sinks.Step<S, ? super T> step;
  private @Nullable Future<? extends S> working;

  UnfoldSink(S seed, Sinks.Step<S, ? super T> step) {
    this.state = seed;
    this.step = Objects.requireNonNull(step);
  }

  @Override
  String name() {
    return "unfold";
  }

  @Override
  Poll<Void> ready(Context cx) throws Exception {
    return work(cx);
  }

  @Override
  void take(T item) throws Exception {
    working =
        Objects.requireNonNull(
            step.apply(state, item),
            "the function given to `unfold` returned null instead of a future");
  }

  @Override
  Poll<Void> flushed(Context cx) throws Exception {
    return work(cx);
  }

  @Override
  Poll<Void> closed(Context cx) throws Exception {
    return work(cx);
  }

  private Poll<Void> work(Context cx) throws Exception {
    Future<? extends S> future = working;
    if (future != null) {
      working = null; // if its poll throws, it has finished
      Object raw = future.pollRaw(cx);
      if (raw == RawPoll.PENDING) {
        working = future;
        return Poll.pending();
      }
      state = RawPoll.value(raw);
    }
    return Poll.done();
  }

  @Override
  void release() {
    Future<?> future = working;
    working = null;
    if (future != null) {
      future.cancel();
    }
  }

  @Override
  Poll<Void> releasing(Context cx) {
    Future<?> future = working;
    if (future != null && future.pollCancel(cx).isPending()) {
      return Poll.pending();
    }
    working = null;
    return Poll.done();
  }
}
