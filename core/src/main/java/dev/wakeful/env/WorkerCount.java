package dev.wakeful.env;

import org.jspecify.annotations.Nullable;

/// How many worker threads a runtime has when its program does not say: what the one who starts the
/// program says, or else the number of processors.
final class WorkerCount {
  private static final String PROPERTY = "wakeful.worker.threads";
  private static final String VARIABLE = "WAKEFUL_WORKER_THREADS";

  private WorkerCount() {}

  /// The number for this process.
  static int ofThisProcess() {
    String asked = System.getProperty(PROPERTY);
    return asked != null
        ? parse("the system property " + PROPERTY, asked)
        : of(System.getenv(VARIABLE));
  }

  private static int of(@Nullable String variable) {
    return variable != null
        ? parse("the environment variable " + VARIABLE, variable)
        : Runtime.getRuntime().availableProcessors();
  }

  private static int parse(String where, String text) {
    try {
      int count = Integer.parseInt(text.strip());
      if (count >= 1 && count <= Short.MAX_VALUE) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        where + " must be a number of threads from 1 to 32767, not \"" + text + "\"");
  }
}
