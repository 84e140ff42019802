package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#then].
final class Then<T extends @Nullable Object, U extends @Nullable Object> extends Chain<T, U> {
  private final ThrowingFunction<? super Outcome<T>, ? extends Future<U>> fn;

  Then(Future<T> source, ThrowingFunction<? super Outcome<T>, ? extends Future<U>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "then";
  }

  @Override
  @Nullable Future<U> pollFirst(Context cx) throws Exception {
    Outcome<T> outcome;
    boolean again = !sourceIsAlive();
    try {
      Object raw = pollSource(cx);
      if (raw == RawPoll.PENDING) {
        return null;
      }
      outcome = new Outcome.Success<>(RawPoll.value(raw));
    } catch (Exception e) {
      if (again) {
        throw e; // our own complaint, no outcome of the source
      }
      outcome = new Outcome.Failure<>(e);
    }
    return made(fn.apply(outcome));
  }
}
