package dev.wakeful.async;

import dev.wakeful.future.Future;

/// The code between the braces of `async(() -> { ... })`, when it returns nothing.
///
/// See [AsyncBody], of which this is the `void` form.
@FunctionalInterface
public interface AsyncAction {

  /// The code. Do not call it; [#start] it.
  ///
  /// @throws Exception the failure of the future
  void run() throws Exception;

  /// A future that runs the code. Lazy: nothing runs until it is polled.
  default Future<Void> start() {
    return Unwoven.ofAction(this, this::run);
  }
}
