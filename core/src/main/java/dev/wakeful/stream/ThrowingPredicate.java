package dev.wakeful.stream;

import org.jspecify.annotations.Nullable;

/// A question about an item, which may fail.
///
/// @param <T> the type of the item
@FunctionalInterface
public interface ThrowingPredicate<T extends @Nullable Object> {

  /// Answers the question.
  ///
  /// @param item what is asked about
  /// @throws Exception when there is no answer
  boolean test(T item) throws Exception;
}
