package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.future.Pair;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#unfold].
final class Unfold<S extends @Nullable Object, T extends @Nullable Object> extends RawStream<T> {
  private @Nullable ThrowingFunction<? super S, ? extends Future<Optional<Pair<T, S>>>> step;
  private @Nullable Object state;
  private @Nullable Future<Optional<Pair<T, S>>> working;

  Unfold(S seed, ThrowingFunction<? super S, ? extends Future<Optional<Pair<T, S>>>> step) {
    this.state = seed;
    this.step = Objects.requireNonNull(step);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    ThrowingFunction<? super S, ? extends Future<Optional<Pair<T, S>>>> next = step;
    if (next == null) {
      return RawNext.END;
    }
    Future<Optional<Pair<T, S>>> current = working;
    if (current == null && !mayGive(cx)) {
      return RawNext.PENDING;
    }
    Object seed = state;
    step = null; // a failure is the end
    state = null;
    working = null;
    if (current == null) {
      current = made(next.apply(RawPoll.value(seed)));
    }
    Object raw = current.pollRaw(cx);
    if (raw == RawPoll.PENDING) {
      step = next;
      working = current;
      return raw;
    }
    Optional<Pair<T, S>> made = RawPoll.value(raw);
    if (made.isEmpty()) {
      return RawNext.END;
    }
    step = next;
    state = made.get().second();
    return made.get().first();
  }

  private static <F> F made(@Nullable F future) {
    return Objects.requireNonNull(
        future, "the function given to `unfold` returned null instead of a future");
  }

  @Override
  public void cancel() {
    Future<?> left = working;
    step = null;
    state = null;
    working = null;
    if (left != null) {
      left.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    Future<?> left = working;
    step = null;
    state = null;
    if (left != null && left.pollCancel(cx).isPending()) {
      return Poll.pending();
    }
    working = null;
    return Poll.done();
  }

  @Override
  public String toString() {
    return "unfold";
  }
}
