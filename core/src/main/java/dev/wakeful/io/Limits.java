package dev.wakeful.io;

/// How much is kept in memory for a peer, when the caller does not say.
final class Limits {
  /// A line, its end included.
  static final int LINE = 8 * 1024;

  /// A whole source.
  static final int WHOLE = 8 * 1024 * 1024;

  /// A buffer around a reader or writer.
  static final int BUFFER = 8 * 1024;

  /// Longer arrays are not to be had on every JVM.
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private Limits() {}

  /// A limit that a caller gave.
  static int check(int limit) {
    if (limit < 1 || limit >= LARGEST) {
      throw new IllegalArgumentException(
          "a limit is from 1 to " + (LARGEST - 1) + " bytes, not " + limit);
    }
    return limit;
  }

  /// The length of an array that is full, so that `needed` bytes fit: twice as long as it was, and
  /// not much longer than ever necessary.
  static int grown(int length, int needed, int limit) {
    return (int) Math.max(needed, Math.min(2L * length, limit));
  }
}
