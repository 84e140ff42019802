package dev.wakeful.benchmarks;

/// What one operation costs.
///
/// @param nanos time
/// @param bytes heap memory allocated, on all threads
record Cost(double nanos, double bytes) {

  /// As the last line of a measuring JVM has it.
  @Override
  public String toString() {
    return nanos + "\t" + bytes;
  }
}
