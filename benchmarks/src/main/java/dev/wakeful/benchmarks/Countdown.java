package dev.wakeful.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts tasks down; the thread outside goes on when the last one has arrived.
final class Countdown {
  private final AtomicInteger left;
  private final Handover<String> done = new Handover<>();

  Countdown(int count) {
    this.left = new AtomicInteger(count);
  }

  void arrive() {
    if (left.decrementAndGet() == 0) {
      done.send("done");
    }
  }

  void await() {
    String _ = done.receive();
  }
}
