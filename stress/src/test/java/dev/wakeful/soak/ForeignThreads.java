package dev.wakeful.soak;

import dev.wakeful.sync.OneshotSender;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Threads of no runtime that wake tasks.
final class ForeignThreads implements AutoCloseable {
  private final ExecutorService threads;
  private final AtomicLong wakes = new AtomicLong();

  ForeignThreads(int count) {
    threads = Executors.newFixedThreadPool(count);
  }

  /// Sends on one of them.
  void send(OneshotSender<Integer> sender, int value) {
    threads.execute(() -> {
      wakes.incrementAndGet();
      sender.send(value);
    });
  }

  long wakes() {
    return wakes.get();
  }

  @Override
  public void close() {
    threads.close();
  }
}
