package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#collect], and for [Stream#toList] and [Stream#count], which are collectors,
/// too.
final class Collect<
        T extends @Nullable Object, A extends @Nullable Object, R extends @Nullable Object>
    extends StreamConsumer<T, R> {
  private final String name;
  private final Collector<? super T, A, R> collector;
  private @Nullable BiConsumer<A, ? super T> accumulator;
  private @Nullable Object container;

  Collect(String name, Stream<T> source, Collector<? super T, A, R> collector) {
    super(source);
    this.name = name;
    this.collector = Objects.requireNonNull(collector);
  }

  @Override
  String name() {
    return name;
  }

  @Override
  @Nullable Object advance(Context cx) throws Exception {
    BiConsumer<A, ? super T> add = accumulator;
    if (add == null) {
      container = collector.supplier().get();
      add = collector.accumulator();
      accumulator = add;
    }
    A gathered = RawPoll.value(container);
    Object raw = pollAllOfSource(cx, new Adding<A, T>(add, gathered));
    return raw == RawNext.END ? finish(gathered) : raw;
  }

  private @Nullable Object finish(A gathered) {
    boolean isResult =
        collector.characteristics().contains(Collector.Characteristics.IDENTITY_FINISH);
    return isResult ? gathered : collector.finisher().apply(gathered);
  }

  @Override
  void forgetOther() {
    container = null;
  }

  /// Adds to what is gathered. A record, because the JVM's compiler trusts the fields of one.
  private record Adding<A extends @Nullable Object, T extends @Nullable Object>(
      BiConsumer<A, ? super T> adds, A gathered) implements RawStream.Taker<T> {
    @Override
    public void take(T item) {
      adds.accept(gathered, item);
    }
  }
}
