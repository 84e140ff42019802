package dev.wakeful.env;

/// The maker of threads.
///
/// Any thread may call it. Threads are daemons: a runtime that must be waited for is closed, not
/// left to keep the process alive.
public interface Threads {

  /// Starts a platform thread.
  ///
  /// @param name its name
  /// @param body what it does
  /// @return the thread, a [CarrierThread] in the real world
  Thread start(String name, Runnable body);

  /// Starts a thread for work that blocks: a virtual one where they are sound.
  ///
  /// @param name its name
  /// @param body what it does
  Thread startBlocking(String name, Runnable body);

  /// Starts a thread that nobody waits for and that may sleep for ever: when nothing leads to a
  /// sleeper but the sleeper itself, the garbage collector takes it. That is a virtual thread where
  /// they are sound; elsewhere a platform thread, which is never collected.
  ///
  /// @param name its name
  /// @param body what it does
  void startForgettable(String name, Runnable body);
}
