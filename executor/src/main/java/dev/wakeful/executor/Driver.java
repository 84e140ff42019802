package dev.wakeful.executor;

/// What an idle worker sleeps in: the events of the outside, such as sockets and timers.
///
/// The executor does not know what they are; the runtime joins them into one driver. One worker
/// turns it at a time, any thread may unpark it.
public interface Driver extends AutoCloseable {

  /// Waits for events and wakes the tasks that wait for them. Must not throw.
  ///
  /// @param nanos how long to wait at most: 0 not at all, negative without limit
  void turn(long nanos);

  /// Ends the turn under way, or else the next one. Many calls before that are one.
  void unpark();

  /// Releases everything. Called once, after the last turn.
  @Override
  void close();
}
