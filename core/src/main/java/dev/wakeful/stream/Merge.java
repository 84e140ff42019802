package dev.wakeful.stream;

import dev.wakeful.task.Context;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#merge] and [Stream#mergeBy].
final class Merge<T extends @Nullable Object> extends TwoSources<T, T, T> {
  /// Null to take turns.
  private final @Nullable BooleanSupplier thisFirst;

  private boolean firstWent;

  Merge(Stream<T> first, Stream<? extends T> second, @Nullable BooleanSupplier thisFirst) {
    super(first, second);
    this.thisFirst = thisFirst;
  }

  @Override
  String name() {
    return thisFirst == null ? "merge" : "mergeBy";
  }

  @Override
  @Nullable Object advance(Context cx) throws Exception {
    return step(cx, null);
  }

  @Override
  @Nullable Object pollAllRaw(Context cx, Taker<? super T> taker) throws Exception {
    while (true) {
      Object answer = step(cx, taker);
      if (answer != RawNext.GIVEN) {
        return answer;
      }
    }
  }

  /// One item, for the caller or for a taker.
  private @Nullable Object step(Context cx, @Nullable Taker<? super T> taker) throws Exception {
    boolean bothAlive = firstIsAlive() && secondIsAlive();
    boolean firstGoes = bothAlive ? firstGoesNext() : firstIsAlive();
    Object preferred = firstGoes ? pollFirst(cx, taker) : pollSecond(cx, taker);
    if (!bothAlive || RawNext.isItem(preferred)) {
      return preferred;
    }
    Object other = firstGoes ? pollSecond(cx, taker) : pollFirst(cx, taker);
    return other == RawNext.END ? preferred : other;
  }

  private boolean firstGoesNext() {
    if (thisFirst != null) {
      return thisFirst.getAsBoolean();
    }
    firstWent = !firstWent;
    return firstWent;
  }
}
