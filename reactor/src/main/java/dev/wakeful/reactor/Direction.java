package dev.wakeful.reactor;

import dev.wakeful.env.Poller;

/// One of the two ways through a socket. Each has its own readiness and its own waiting task.
public enum Direction {
  /// Bytes, a connection or the end of the stream can be taken out.
  READ(Poller.READ),

  /// Bytes can be put in, or a connection attempt has ended.
  WRITE(Poller.WRITE);

  private final int wish;

  Direction(int wish) {
    this.wish = wish;
  }

  /// The poller's word for it: [Poller#READ] or [Poller#WRITE].
  int wish() {
    return wish;
  }
}
