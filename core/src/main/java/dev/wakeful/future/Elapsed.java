package dev.wakeful.future;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// The time given to a future is over.
///
/// Without a stack trace: it is thrown often, and where it was thrown is always the timer.
public final class Elapsed extends TimeoutException {
  private final Duration limit;

  /// The end of a time.
  ///
  /// @param limit how long it was
  public Elapsed(Duration limit) {
    super("not finished within " + limit);
    this.limit = limit;
  }

  /// The time that is over.
  public Duration limit() {
    return limit;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
