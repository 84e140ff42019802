package dev.wakeful.stream;

import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// An adapter that runs a future for each item, one after the other; the next item is asked for
/// when the future of the one before has finished.
///
/// What the future throws is the failure of its item.
///
/// @param <T> the type of the source's items
/// @param <V> the type of the futures' values
/// @param <U> the type of the adapter's items
abstract class ItemStream<
        T extends @Nullable Object, V extends @Nullable Object, U extends @Nullable Object>
    extends StreamAdapter<T, U> {
  /// What [#finish] answers when the item is to be left out; compared by identity.
  static final Object SKIP = new Object();

  private @Nullable Future<? extends V> working;
  private @Nullable Object item;

  ItemStream(Stream<T> source) {
    super(source);
  }

  /// The future of an item; null to pass the item on as it is.
  abstract @Nullable Future<? extends V> begin(T item) throws Exception;

  /// The future of a failure of the source, if there is one; then [#finish] is given null as item.
  Future<? extends V> beginAfter(Exception failure) throws Exception {
    throw failure;
  }

  /// What to answer when the future of an item has finished: an item, End or [#SKIP].
  abstract @Nullable Object finish(T item, V value) throws Exception;

  @Override
  public final @Nullable Object pollNextRaw(Context cx) throws Exception {
    while (true) {
      Future<? extends V> current = working;
      Object taken = item;
      if (current == null) {
        try {
          taken = pollSource(cx);
        } catch (Exception e) {
          current = beginAfter(e);
        }
        if (current == null) {
          if (!RawNext.isItem(taken)) {
            return taken;
          }
          current = begin(RawPoll.value(taken));
          if (current == null) {
            return taken;
          }
        }
      }
      working = null; // if its poll throws, it has finished
      item = null;
      Object value = current.pollRaw(cx);
      if (value == RawPoll.PENDING) {
        working = current;
        item = taken;
        return value;
      }
      Object answer = finish(RawPoll.value(taken), RawPoll.value(value));
      if (answer != SKIP) {
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
    item = null;
  }
}
