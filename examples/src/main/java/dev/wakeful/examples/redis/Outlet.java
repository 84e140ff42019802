package dev.wakeful.examples.redis;

/// The way back from the engine to a connection: how a session that did not ask for anything right
/// now gets its bytes sent.
@FunctionalInterface
interface Outlet {

  /// There are replies to send, or the session wants to be closed. Called by the engine, in the
  /// middle of somebody else's command: it must only note it.
  void wake();
}
