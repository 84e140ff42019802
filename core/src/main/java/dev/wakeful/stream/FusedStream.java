package dev.wakeful.stream;

import org.jspecify.annotations.Nullable;

/// A stream that knows when it has ended, and answers End for ever then.
///
/// @param <T> the type of the items
public interface FusedStream<T extends @Nullable Object> extends Stream<T> {

  /// Whether it has answered End or was cancelled, so that polling it again is useless.
  boolean isTerminated();
}
