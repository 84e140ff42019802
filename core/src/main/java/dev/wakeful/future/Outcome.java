package dev.wakeful.future;

import org.jspecify.annotations.Nullable;

/// How something ended: a value or a failure.
///
/// @param <T> the type of the value
public sealed interface Outcome<T extends @Nullable Object> {

  /// It ended well.
  ///
  /// @param value what it gave
  record Success<T extends @Nullable Object>(T value) implements Outcome<T> {}

  /// It failed.
  ///
  /// @param cause why
  record Failure<T extends @Nullable Object>(Throwable cause) implements Outcome<T> {}

  /// The value of a success.
  ///
  /// @throws Exception the cause of a failure, the same object
  default T get() throws Exception {
    return switch (this) {
      case Success<T>(T value) -> value;
      case Failure<T>(Exception cause) -> throw cause;
      case Failure<T>(Error cause) -> throw cause;
      case Failure<T>(Throwable cause) ->
          throw new IllegalStateException("neither exception nor error: " + cause, cause);
    };
  }
}
