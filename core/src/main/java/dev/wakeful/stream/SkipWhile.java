package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#skipWhile].
final class SkipWhile<T extends @Nullable Object> extends StreamAdapter<T, T> {
  private final ThrowingPredicate<? super T> predicate;
  private boolean skipping = true;

  SkipWhile(Stream<T> source, ThrowingPredicate<? super T> predicate) {
    super(source);
    this.predicate = Objects.requireNonNull(predicate);
  }

  @Override
  String name() {
    return "skipWhile";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    while (true) {
      Object raw = pollSource(cx);
      if (!skipping || !RawNext.isItem(raw)) {
        return raw;
      }
      skipping = predicate.test(RawPoll.value(raw));
      if (!skipping) {
        return raw;
      }
    }
  }
}
