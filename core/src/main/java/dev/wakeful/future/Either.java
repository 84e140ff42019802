package dev.wakeful.future;

import org.jspecify.annotations.Nullable;

/// One of two values, and which.
///
/// @param <A> the type of the first
/// @param <B> the type of the second
public sealed interface Either<A extends @Nullable Object, B extends @Nullable Object> {

  /// It is the first.
  ///
  /// @param value what it is
  record First<A extends @Nullable Object, B extends @Nullable Object>(A value)
      implements Either<A, B> {}

  /// It is the second.
  ///
  /// @param value what it is
  record Second<A extends @Nullable Object, B extends @Nullable Object>(B value)
      implements Either<A, B> {}
}
