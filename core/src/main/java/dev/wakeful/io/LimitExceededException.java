package dev.wakeful.io;

import java.io.IOException;

/// More bytes came than the reader was ready to keep. The limit is that of the call; each method
/// that has one says how to give another.
public final class LimitExceededException extends IOException {
  private final int limit;

  LimitExceededException(String what, int limit) {
    super(what + " is longer than " + limit + " bytes, which is the limit of this call");
    this.limit = limit;
  }

  /// How many bytes would have been fine.
  public int limit() {
    return limit;
  }
}
