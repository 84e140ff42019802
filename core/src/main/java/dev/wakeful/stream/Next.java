package dev.wakeful.stream;

import org.jspecify.annotations.Nullable;

/// The answer of one poll of a [Stream]: an [Item], [Pending], or the [End].
///
/// The fourth outcome, a failure, is thrown.
///
/// @param <T> the type of the items
public sealed interface Next<T extends @Nullable Object> {

  /// One more.
  ///
  /// @param value the item
  record Item<T extends @Nullable Object>(T value) implements Next<T> {}

  /// Not yet. There is one instance; get it from [Next#pending].
  final class Pending<T extends @Nullable Object> implements Next<T> {
    private static final Pending<?> INSTANCE = new Pending<>();

    private Pending() {}

    @Override
    public String toString() {
      return "Pending";
    }
  }

  /// No more. There is one instance; get it from [Next#end].
  final class End<T extends @Nullable Object> implements Next<T> {
    private static final End<?> INSTANCE = new End<>();

    private End() {}

    @Override
    public String toString() {
      return "End";
    }
  }

  /// One more item.
  ///
  /// @param value the item
  static <T extends @Nullable Object> Next<T> item(T value) {
    return new Item<>(value);
  }

  /// No item yet. Always the same object.
  @SuppressWarnings("unchecked") // it holds no T
  static <T extends @Nullable Object> Next<T> pending() {
    return (Next<T>) Pending.INSTANCE;
  }

  /// No more items. Always the same object.
  @SuppressWarnings("unchecked") // it holds no T
  static <T extends @Nullable Object> Next<T> end() {
    return (Next<T>) End.INSTANCE;
  }
}
