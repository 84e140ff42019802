package dev.wakeful.scope;

/// A scope was cancelled by [TaskScope#cancel] before its body had a value.
///
/// An ordinary exception, for the one who waits for the scope is not cancelled itself. Without a
/// stack trace of its own.
public final class ScopeCancelled extends Exception {

  /// The end of a scope.
  ///
  /// @param scope its name
  public ScopeCancelled(String scope) {
    super("the scope " + scope + " was cancelled", null, true, false);
  }
}
