package dev.wakeful.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// Measures one operation in this JVM: warms it up, then takes the median of several windows.
final class Stopwatch {
  private Stopwatch() {}

  /// What one operation costs, with the effort for figures.
  ///
  /// @param iteration does a number of them
  /// @param operations how many
  static Cost cost(Runnable iteration, long operations) {
    return cost(Effort.FULL, iteration, operations);
  }

  /// What one operation costs.
  ///
  /// Processor time is that of all windows together, for the system counts it in steps of 10 ms.
  /// What the JVM's compilers and its collector need is part of it.
  ///
  /// @param effort how long to measure
  /// @param iteration does a number of them
  /// @param operations how many
  static Cost cost(Effort effort, Runnable iteration, long operations) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long warm = System.nanoTime() + effort.warmUpMillis() * 1_000_000L;
    while (System.nanoTime() - warm < 0) {
      iteration.run();
    }
    List<Double> nanos = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    long cpu = system.getProcessCpuTime();
    long total = 0;
    for (int i = 0; i < effort.windows(); i++) {
      long allocated = threads.getTotalThreadAllocatedBytes();
      Window window = window(effort, iteration, operations);
      nanos.add(window.nanos());
      bytes.add(
          (double) (threads.getTotalThreadAllocatedBytes() - allocated) / window.operations());
      total += window.operations();
    }
    return new Cost(
        Forks.median(nanos),
        Forks.median(bytes),
        (double) (system.getProcessCpuTime() - cpu) / total);
  }

  /// What one operation costs at one time.
  ///
  /// @param effort how long to measure
  /// @param iteration does a number of them
  /// @param operations how many
  static Window window(Effort effort, Runnable iteration, long operations) {
    long start = System.nanoTime();
    long elapsed;
    long done = 0;
    do {
      iteration.run();
      done += operations;
      elapsed = System.nanoTime() - start;
    } while (elapsed < effort.windowMillis() * 1_000_000L);
    return new Window((double) elapsed / done, done);
  }

  /// What [#window] has seen.
  ///
  /// @param nanos time of one operation
  /// @param operations how many there were
  record Window(double nanos, long operations) {}
}
