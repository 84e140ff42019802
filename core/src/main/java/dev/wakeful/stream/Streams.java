package dev.wakeful.stream;

import org.jspecify.annotations.Nullable;

/// Streams of several streams.
public final class Streams {
  private Streams() {}

  /// The items of all streams, as they come.
  ///
  /// Only those that were woken are polled, and each gives one item before the next has its turn.
  /// Ends when all have. A failure is that of one item: it is thrown, and all go on. *Cancel-safe:
  /// yes, an item not yet given stays in its stream.*
  ///
  /// @param streams taken out now; more can be pushed later
  public static <T extends @Nullable Object> SelectAll<T> selectAll(
      Iterable<? extends Stream<? extends T>> streams) {
    SelectAll<T> all = new SelectAll<>();
    streams.forEach(all::push);
    return all;
  }
}
