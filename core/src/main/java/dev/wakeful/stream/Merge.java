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
    boolean bothAlive = firstIsAlive() && secondIsAlive();
    boolean firstGoes = bothAlive ? firstGoesNext() : firstIsAlive();
    Object preferred = firstGoes ? pollFirst(cx) : pollSecond(cx);
    if (!bothAlive || RawNext.isItem(preferred)) {
      return preferred;
    }
    Object other = firstGoes ? pollSecond(cx) : pollFirst(cx);
    return other == RawNext.END ? preferred : other;
  }

  @Override
  Object pollAllRaw(Context cx, Taker<? super T> taker) throws Exception {
    while (true) {
      Object answer = giveOne(cx, taker);
      if (answer != RawNext.GIVEN) {
        return answer;
      }
    }
  }

  /// As [#advance], for an item that goes to a taker.
  private Object giveOne(Context cx, Taker<? super T> taker) throws Exception {
    boolean bothAlive = firstIsAlive() && secondIsAlive();
    boolean firstGoes = bothAlive ? firstGoesNext() : firstIsAlive();
    Object preferred = firstGoes ? giveFirst(cx, taker) : giveSecond(cx, taker);
    if (!bothAlive || preferred == RawNext.GIVEN) {
      return preferred;
    }
    Object other = firstGoes ? giveSecond(cx, taker) : giveFirst(cx, taker);
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
