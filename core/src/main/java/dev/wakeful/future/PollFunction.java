package dev.wakeful.future;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// The body of [Future#pollFn].
///
/// @param <T> the type of the value
@FunctionalInterface
public interface PollFunction<T extends @Nullable Object> {

  /// One poll, with all the duties of [Future#poll].
  ///
  /// @param cx whom to wake
  /// @throws Exception the failure
  Poll<T> poll(Context cx) throws Exception;
}
