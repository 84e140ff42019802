package dev.wakeful.stream;

import dev.wakeful.task.Context;
import org.jspecify.annotations.Nullable;

/// The body of [Stream#pollFn].
///
/// @param <T> the type of the items
@FunctionalInterface
public interface PollNextFunction<T extends @Nullable Object> {

  /// One poll, with all the duties of [Stream#pollNext].
  ///
  /// @param cx whom to wake
  /// @throws Exception the failure of one item
  Next<T> pollNext(Context cx) throws Exception;
}
