package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#any] and [Stream#all]: both look for one item that decides.
final class Matches<T extends @Nullable Object> extends StreamConsumer<T, Boolean> {
  private final boolean decisive;
  private final ThrowingPredicate<? super T> predicate;

  Matches(Stream<T> source, boolean decisive, ThrowingPredicate<? super T> predicate) {
    super(source);
    this.decisive = decisive;
    this.predicate = Objects.requireNonNull(predicate);
  }

  @Override
  String name() {
    return decisive ? "any" : "all";
  }

  @Override
  @Nullable Object advance(Context cx) throws Exception {
    while (true) {
      Object raw = pollSource(cx);
      if (!RawNext.isItem(raw)) {
        return raw == RawNext.END ? !decisive : raw;
      }
      if (predicate.test(RawPoll.value(raw)) == decisive) {
        return decisive;
      }
    }
  }
}
