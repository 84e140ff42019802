package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#fold].
final class Fold<T extends @Nullable Object, A extends @Nullable Object>
    extends StreamConsumer<T, A> {
  private final ThrowingBiFunction<? super A, ? super T, ? extends A> fn;
  private @Nullable Object sum;

  Fold(Stream<T> source, A initial, ThrowingBiFunction<? super A, ? super T, ? extends A> fn) {
    super(source);
    this.sum = initial;
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "fold";
  }

  @Override
  @Nullable Object advance(Context cx) throws Exception {
    Object raw = pollAllOfSource(cx, item -> sum = fn.apply(RawPoll.value(sum), item));
    return raw == RawNext.END ? sum : raw;
  }

  @Override
  void forgetOther() {
    sum = null;
  }
}
