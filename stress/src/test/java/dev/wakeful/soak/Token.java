package dev.wakeful.soak;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// One of the things that travel: never in two hands, never lost.
///
/// Whoever holds it touches its fields; channels hand it from one to the next. Only `hops` is read
/// by others.
final class Token {
  final int number;
  final SplittableRandom random;
  private final AtomicBoolean held = new AtomicBoolean();
  private final AtomicLong hops = new AtomicLong();

  Token(int number, long seed) {
    this.number = number;
    this.random = new SplittableRandom(seed);
  }

  /// A station has it.
  void take() {
    if (!held.compareAndSet(false, true)) {
      throw new IllegalStateException("token " + number + " is in two hands");
    }
  }

  /// The station is about to pass it on.
  void give() {
    hops.incrementAndGet();
    if (!held.compareAndSet(true, false)) {
      throw new IllegalStateException("token " + number + " was given away twice");
    }
  }

  /// How often it was passed on.
  long hops() {
    return hops.get();
  }
}
