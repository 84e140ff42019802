package dev.wakeful.env;

/// Monotonic and wall time.
///
/// Any thread may read it.
public interface Clock {

  /// Monotonic time in nanoseconds from an origin of no meaning; compare by subtraction.
  long nanos();

  /// Whether time passes without anybody's help. When it does not, somebody who waits for a time
  /// makes it pass, so nobody should wait but for a reason: a watchdog is not one.
  default boolean passesByItself() {
    return true;
  }

  /// Wall-clock time in milliseconds since 1970, which may jump in either direction. For showing
  /// and for protocols that speak of dates, never for measuring.
  long wallMillis();
}
