package dev.wakeful.async;

import dev.wakeful.future.Future;
import org.jspecify.annotations.Nullable;

/// A body that takes two arguments and returns nothing.
///
/// @param <A> what it takes first
/// @param <B> what it takes second
@FunctionalInterface
public interface AsyncBiConsumer<A extends @Nullable Object, B extends @Nullable Object> {

  /// The code. Do not call it; [#start] it.
  ///
  /// @param first what it takes first
  /// @param second what it takes second
  /// @throws Exception the failure of the future
  void accept(A first, B second) throws Exception;

  /// A future that runs the code on these arguments. Lazy: nothing runs until it is polled.
  ///
  /// @param first what it takes first
  /// @param second what it takes second
  default Future<Void> start(A first, B second) {
    return Unwoven.ofAction(this, () -> accept(first, second));
  }
}
