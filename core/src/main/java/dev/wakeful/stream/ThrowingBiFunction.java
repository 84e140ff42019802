package dev.wakeful.stream;

import org.jspecify.annotations.Nullable;

/// A function of two things that may fail.
///
/// @param <A> what it takes first
/// @param <B> what it takes second
/// @param <R> what it returns
@FunctionalInterface
public interface ThrowingBiFunction<
    A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object> {

  /// Runs the function.
  ///
  /// @param first what it takes first
  /// @param second what it takes second
  /// @throws Exception when it fails
  R apply(A first, B second) throws Exception;
}
