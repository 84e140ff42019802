package dev.wakeful.future;

import org.jspecify.annotations.Nullable;

/// A function that may fail.
///
/// @param <A> what it takes
/// @param <R> what it returns
@FunctionalInterface
public interface ThrowingFunction<A extends @Nullable Object, R extends @Nullable Object> {

  /// Runs the function.
  ///
  /// @param argument what it takes
  /// @throws Exception when it fails
  R apply(A argument) throws Exception;
}
