package dev.wakeful.io;

import java.io.IOException;

/// The complaint about a place that takes no bytes and does not say Pending either: asking it again
/// would never end.
final class WriteZero {
  private WriteZero() {}

  static void check(long written) throws IOException {
    if (written <= 0) {
      throw new IOException("the place takes no more bytes: it answered Ready(" + written + ")");
    }
  }
}
