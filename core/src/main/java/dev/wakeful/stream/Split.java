package dev.wakeful.stream;

import org.jspecify.annotations.Nullable;

/// The two halves of a [Duplex].
///
/// @param stream the half that gives
/// @param sink the half that takes
/// @param <T> the type of the items that come out
/// @param <U> the type of the items that go in
public record Split<T extends @Nullable Object, U extends @Nullable Object>(
    SplitStream<T, U> stream, SplitSink<T, U> sink) {

  static <T extends @Nullable Object, U extends @Nullable Object> Split<T, U> of(
      Duplex<T, U> whole) {
    SplitCore<T, U> core = new SplitCore<>(whole);
    return new Split<>(new SplitStream<>(core), new SplitSink<>(core));
  }
}
