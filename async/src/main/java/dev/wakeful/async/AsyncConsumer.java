package dev.wakeful.async;

import dev.wakeful.future.Future;
import org.jspecify.annotations.Nullable;

/// A body that takes one argument and returns nothing.
///
/// @param <A> what it takes
@FunctionalInterface
public interface AsyncConsumer<A extends @Nullable Object> {

  /// The code. Do not call it; [#start] it.
  ///
  /// @param argument what it takes
  /// @throws Exception the failure of the future
  void accept(A argument) throws Exception;

  /// A future that runs the code on this argument. Lazy: nothing runs until it is polled.
  ///
  /// @param argument what it takes
  default Future<Void> start(A argument) {
    return Unwoven.ofAction(this, () -> accept(argument));
  }
}
