package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Future#orElse].
final class OrElse<T extends @Nullable Object> extends Adapter<T, T> {
  private final ThrowingFunction<? super Exception, ? extends Future<T>> fn;
  private @Nullable Future<T> replacement;

  OrElse(Future<T> source, ThrowingFunction<? super Exception, ? extends Future<T>> fn) {
    super(source);
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "orElse";
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Future<T> second = replacement;
    if (second == null) {
      boolean again = !sourceIsAlive();
      try {
        return pollSource(cx);
      } catch (Exception e) {
        if (again) {
          throw e;
        }
        second =
            Objects.requireNonNull(
                fn.apply(e), "the function given to `orElse` returned null instead of a future");
        replacement = second;
      }
    }
    boolean pending = false;
    try {
      Object answer = second.pollRaw(cx);
      pending = answer == RawPoll.PENDING;
      return answer;
    } finally {
      if (!pending) {
        replacement = null;
      }
    }
  }

  @Override
  @Nullable Future<?> other() {
    return replacement;
  }

  @Override
  void forgetOther() {
    replacement = null;
  }
}
