package dev.wakeful.executor;

/// What the watchdog remembers of one [Pulse]. Used by the watchdog's thread alone.
final class Glance {
  private final Pulse pulse;
  private long sequence = -1;
  private long since;
  private int looks;
  private boolean told;

  Glance(Pulse pulse) {
    this.pulse = pulse;
  }

  Pulse pulse() {
    return pulse;
  }

  /// The sequence that was seen last.
  long sequence() {
    return sequence;
  }

  /// Looks.
  ///
  /// @param now the time
  void look(long now) {
    long seen = pulse.sequence();
    if (seen != sequence) {
      told = false;
    }
    if (seen != sequence || pulse.isExcused()) {
      sequence = seen;
      since = now;
      looks = 0;
    } else {
      looks++;
    }
  }

  /// For how long, at least, the thread has not moved, as seen by the last look.
  ///
  /// @param now the time of that look
  long stuckFor(long now) {
    return now - since;
  }

  /// Whether it has not moved since the look before the last one, or longer.
  boolean isStuck() {
    return looks > 0;
  }

  /// Whether one poll is to be told of, now and not again.
  ///
  /// Three looks at least must have found it in that poll: when all threads stand still, for the
  /// garbage collector or for a debugger, time passes and nobody is to blame.
  ///
  /// @param now the time of the last look
  /// @param threshold how long a poll may last
  boolean isNews(long now, long threshold) {
    boolean inPoll = (sequence & 1) != 0;
    if (!inPoll || told || looks < 3 || stuckFor(now) < threshold) {
      return false;
    }
    told = true;
    return true;
  }
}
