package dev.wakeful.examples.redis;

/// The time, as the engine was last told: a command sees one instant from its beginning to its end.
final class Now {
  /// Wall time in milliseconds.
  private long millis;

  Now(long millis) {
    this.millis = millis;
  }

  long millis() {
    return millis;
  }

  /// The server's clock was read. A wall clock may go back; so may this.
  void set(long wallMillis) {
    millis = wallMillis;
  }
}
