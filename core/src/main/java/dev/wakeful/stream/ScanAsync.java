package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#scanAsync].
final class ScanAsync<T extends @Nullable Object, S extends @Nullable Object>
    extends ItemStream<T, S, S> {
  private final ThrowingBiFunction<? super S, ? super T, ? extends Future<? extends S>> fn;
  private @Nullable Object state;

  ScanAsync(
      Stream<T> source,
      S initial,
      ThrowingBiFunction<? super S, ? super T, ? extends Future<? extends S>> fn) {
    super(source);
    this.state = initial;
    this.fn = Objects.requireNonNull(fn);
  }

  @Override
  String name() {
    return "scanAsync";
  }

  @Override
  Future<? extends S> begin(T item) throws Exception {
    return made(fn.apply(RawPoll.value(state), item));
  }

  @Override
  @Nullable Object finish(T item, S value) {
    state = value;
    return value;
  }

  @Override
  void forgetOther() {
    super.forgetOther();
    state = null;
  }
}
