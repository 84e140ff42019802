package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#foldAsync].
final class FoldAsync<T extends @Nullable Object, A extends @Nullable Object>
    extends ItemConsumer<T, A, A> {
  private final ThrowingBiFunction<? super A, ? super T, ? extends Future<? extends A>> fn;
  private @Nullable Object sum;

  FoldAsync(
      Stream<T> source,
      A initial,
      ThrowingBiFunction<? super A, ? super T, ? extends Future<? extends A>> fn) {
    super(source);
    this.sum = initial;
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "foldAsync";
  }

  @Override
  Future<? extends A> begin(T item) throws Exception {
    return fn.apply(RawPoll.value(sum), item);
  }

  @Override
  Object finish(A value) {
    sum = value;
    return MORE;
  }

  @Override
  @Nullable Object end() {
    return sum;
  }

  @Override
  void forgetOther() {
    super.forgetOther();
    sum = null;
  }
}
