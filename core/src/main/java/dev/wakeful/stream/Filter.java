package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#filter].
final class Filter<T extends @Nullable Object> extends StreamAdapter<T, T> {
  private final ThrowingPredicate<? super T> predicate;

  Filter(Stream<T> source, ThrowingPredicate<? super T> predicate) {
    super(source);
    this.predicate = Objects.requireNonNull(predicate);
  }

  @Override
  String name() {
    return "filter";
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    while (true) {
      Object raw = pollSource(cx);
      if (!RawNext.isItem(raw) || predicate.test(RawPoll.value(raw))) {
        return raw;
      }
    }
  }

  @Override
  Taker<T> through(Taker<? super T> taker) {
    return new Passing<T>(predicate, taker);
  }

  /// Whoever takes some items. A record, because the JVM's compiler trusts the fields of one.
  private record Passing<T extends @Nullable Object>(
      ThrowingPredicate<? super T> predicate, Taker<? super T> next) implements Taker<T> {
    @Override
    public void take(T item) throws Exception {
      if (predicate.test(item)) {
        next.take(item);
      }
    }
  }
}
