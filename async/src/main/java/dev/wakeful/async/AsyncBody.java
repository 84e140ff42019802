package dev.wakeful.async;

import dev.wakeful.future.Future;
import org.jspecify.annotations.Nullable;

/// The code between the braces of `async(() -> { ... })`, when it returns a value.
///
/// A body may be kept in a variable and started any number of times: each start is a future of its
/// own. Nothing else may be done with it: `run` is for the runtime.
///
/// @param <T> the type of the value
@FunctionalInterface
public interface AsyncBody<T extends @Nullable Object> {

  /// The code. Do not call it; [#start] it.
  ///
  /// @throws Exception the failure of the future
  T run() throws Exception;

  /// A future that runs the code. Lazy: nothing runs until it is polled.
  default Future<T> start() {
    return Unwoven.of(this, this::run);
  }
}
