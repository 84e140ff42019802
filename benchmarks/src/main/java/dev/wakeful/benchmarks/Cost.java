package dev.wakeful.benchmarks;

/// What one operation costs.
///
/// @param nanos time
/// @param bytes heap memory allocated, on all threads
/// @param cpuNanos processor time of the whole process
record Cost(double nanos, double bytes, double cpuNanos) {

  /// As the last line of a measuring JVM has it: without the processor time, which says nothing new
  /// about a program of one thread.
  @Override
  public String toString() {
    return nanos + "\t" + bytes;
  }
}
