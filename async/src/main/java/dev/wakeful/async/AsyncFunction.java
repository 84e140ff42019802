package dev.wakeful.async;

import dev.wakeful.future.Future;
import org.jspecify.annotations.Nullable;

/// A body that takes one argument and returns a value.
///
/// {@snippet class="snippets.AsyncSnippets" region="function"}
///
/// @param <A> what it takes
/// @param <T> the type of the value
@FunctionalInterface
public interface AsyncFunction<A extends @Nullable Object, T extends @Nullable Object> {

  /// The code. Do not call it; [#start] it.
  ///
  /// @param argument what it takes
  /// @throws Exception the failure of the future
  T apply(A argument) throws Exception;

  /// A future that runs the code on this argument. Lazy: nothing runs until it is polled.
  ///
  /// @param argument what it takes
  default Future<T> start(A argument) {
    return Unwoven.of(this, () -> apply(argument));
  }
}
