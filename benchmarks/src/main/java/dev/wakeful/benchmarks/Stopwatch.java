package dev.wakeful.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// Measures one operation in this JVM: warms it up, then takes the median of several windows.
final class Stopwatch {
  private static final long WARM_UP_NANOS = 1_500_000_000L;
  private static final long WINDOW_NANOS = 120_000_000L;
  private static final int WINDOWS = 9;

  private Stopwatch() {}

  /// Nanoseconds of one operation.
  ///
  /// @param iteration does a number of them
  /// @param operations how many
  static double measure(Runnable iteration, long operations) {
    return cost(iteration, operations).nanos();
  }

  /// Nanoseconds and bytes of one operation.
  ///
  /// @param iteration does a number of them
  /// @param operations how many
  static Cost cost(Runnable iteration, long operations) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (long end = System.nanoTime() + WARM_UP_NANOS; System.nanoTime() < end; ) {
      iteration.run();
    }
    List<Double> nanos = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      long allocated = threads.getTotalThreadAllocatedBytes();
      long start = System.nanoTime();
      long elapsed;
      long done = 0;
      do {
        iteration.run();
        done += operations;
        elapsed = System.nanoTime() - start;
      } while (elapsed < WINDOW_NANOS);
      nanos.add((double) elapsed / done);
      bytes.add((double) (threads.getTotalThreadAllocatedBytes() - allocated) / done);
    }
    return new Cost(Forks.median(nanos), Forks.median(bytes));
  }
}
