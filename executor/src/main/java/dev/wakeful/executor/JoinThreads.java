package dev.wakeful.executor;

import java.util.List;

/// Waits for threads to be gone.
final class JoinThreads {
  private JoinThreads() {}

  /// Waits for all. Interrupts do not end it; they stay pending.
  static void all(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
