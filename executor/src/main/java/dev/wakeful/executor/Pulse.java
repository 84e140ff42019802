package dev.wakeful.executor;

import dev.wakeful.future.Future;
import org.jspecify.annotations.Nullable;

/// A thread that polls, as the [Watchdog] sees it. What is asked here is answered without lock or
/// fence and as of a moment ago; whoever needs an answer that belongs to one poll asks for the
/// sequence before and after.
interface Pulse {

  /// A number that is odd during a poll and changes when one begins or ends.
  long sequence();

  /// Whether it need not change: the thread sleeps, or has said that it blocks.
  boolean isExcused();

  /// The thread; null when there is none just now.
  @Nullable Thread thread();

  /// What is being polled, if it is anything that people can be told of.
  @Nullable Future<?> polled();
}
