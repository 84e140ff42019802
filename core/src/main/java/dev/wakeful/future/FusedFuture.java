package dev.wakeful.future;

import org.jspecify.annotations.Nullable;

/// A future that may be polled after it has finished, and answers Pending then.
///
/// @param <T> the type of the value
public interface FusedFuture<T extends @Nullable Object> extends Future<T> {

  /// Whether it has finished or was cancelled, so that polling it again is useless.
  boolean isTerminated();
}
