package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// A future that owns a stream and runs a future for each item, one after the other.
///
/// @param <T> the type of the items
/// @param <V> the type of the futures' values
/// @param <R> the type of the result
abstract class ItemConsumer<
        T extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object>
    extends StreamConsumer<T, R> {
  /// What [#finish] answers when it wants the next item; compared by identity.
  static final Object MORE = new Object();

  private @Nullable Future<? extends V> working;

  ItemConsumer(Stream<T> source) {
    super(source);
  }

  /// The future of an item.
  abstract Future<? extends V> begin(T item) throws Exception;

  /// The result, when the value of an item's future decides it; otherwise [#MORE].
  abstract @Nullable Object finish(V value);

  /// The result when no item is left.
  abstract @Nullable Object end();

  @Override
  final @Nullable Object advance(Context cx) throws Exception {
    while (true) {
      Future<? extends V> current = working;
      if (current == null) {
        Object raw = pollSource(cx);
        if (!RawNext.isItem(raw)) {
          return raw == RawNext.END ? end() : raw;
        }
        current = made(begin(RawPoll.value(raw)));
      }
      working = null; // if its poll throws, it has finished
      Object value = current.pollRaw(cx);
      if (value == RawPoll.PENDING) {
        working = current;
        return value;
      }
      Object answer = finish(RawPoll.value(value));
      if (answer != MORE) {
        return answer;
      }
    }
  }

  @Override
  final @Nullable Future<?> other() {
    return working;
  }

  @Override
  void forgetOther() {
    working = null;
  }
}
