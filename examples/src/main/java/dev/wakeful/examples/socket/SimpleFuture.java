package dev.wakeful.examples.socket;

import dev.wakeful.task.Poll;
import java.util.concurrent.Semaphore;

/// A future reduced to its idea: it is asked whether it is finished, and says later when asking
/// again is worth it.
///
/// The real [Future][dev.wakeful.future.Future] differs in two things: in place of a callback it
/// gets a context with the task's waker, and it can be cancelled. From the first chapter of
/// *Asynchronous Programming in Rust*.
///
/// @param <T> the type of the value
public interface SimpleFuture<T> {

  /// Gets as far as it can without waiting.
  ///
  /// @param wake to be called once another poll is worth it, by whatever thread finds out; only the
  ///   callback of the latest poll counts
  /// @return the value, or Pending
  Poll<T> poll(Runnable wake);

  /// Polls a future until it is ready: the smallest executor there is.
  ///
  /// @param future polled at once, and again each time it has called its callback
  static <T> T run(SimpleFuture<T> future) throws InterruptedException {
    Semaphore wakes = new Semaphore(1); // the first poll is free
    while (true) {
      wakes.acquire();
      wakes.drainPermits(); // many wake-ups before a poll are one poll
      if (future.poll(wakes::release) instanceof Poll.Ready<T>(T value)) {
        return value;
      }
    }
  }
}
