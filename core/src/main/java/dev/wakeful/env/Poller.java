package dev.wakeful.env;

import java.io.IOException;

/// The kernel's readiness queue, as epoll has it: who is registered, what they want to know, and a
/// wait for the answer.
///
/// What a backend owes:
///
/// 1. Readiness is told by level: as long as a wanted condition holds, each poll tells it.
/// 2. An error or a hang-up is told as both [#READ] and [#WRITE], as far as either is wanted.
/// 3. Wishes may be changed by any thread at any time, also while another one sleeps in [#poll];
///    they take effect without waiting for some other event.
/// 4. After [#deregister] returned, no poll that *starts* later tells the token; one that is under
///    way may, so that tokens should carry a generation number.
/// 5. [#poll] is called by one thread at a time.
///
/// Waiting for a connection attempt to end is waiting for [#WRITE].
public interface Poller extends AutoCloseable {

  /// Wish and answer: bytes, a connection or the end of the stream can be read.
  int READ = 1;

  /// Wish and answer: the kernel has room for bytes, or a connection attempt has ended.
  int WRITE = 2;

  /// Starts watching.
  ///
  /// @param source a socket of the same environment, watched by no other poller
  /// @param token what to say when it is ready
  /// @param wishes some of [#READ] and [#WRITE], or none
  /// @throws IOException when the kernel refuses
  void register(Pollable source, long token, int wishes) throws IOException;

  /// Replaces the wishes of a watched socket. Nothing happens when it is no longer watched.
  ///
  /// @param source the socket
  /// @param wishes some of [#READ] and [#WRITE], or none
  void update(Pollable source, int wishes);

  /// Stops watching. Nothing happens when it is not watched.
  ///
  /// @param source the socket
  void deregister(Pollable source);

  /// Waits until something is ready, the time is over or somebody calls [#wakeup], and tells what
  /// is ready.
  ///
  /// @param nanos how long to wait at most: 0 not at all, negative without limit
  /// @param events who is told, on this thread, before the call returns
  /// @return how many were told
  /// @throws IOException when the poller itself is broken or closed
  int poll(long nanos, Events events) throws IOException;

  /// Ends the poll under way, or else the next one. Many calls before that are one.
  void wakeup();

  /// Gives everything back; registered sockets stay open.
  @Override
  void close();

  /// The listener of [#poll].
  @FunctionalInterface
  interface Events {

    /// One socket is ready. Must not throw.
    ///
    /// @param token what it was registered with
    /// @param readiness some of [Poller#READ] and [Poller#WRITE]
    void ready(long token, int readiness);
  }
}
