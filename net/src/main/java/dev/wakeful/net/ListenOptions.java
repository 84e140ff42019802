package dev.wakeful.net;

import java.util.Objects;

/// How a listener is to behave.
///
/// @param backlog how many connections may wait in the kernel to be accepted; 1,024 unless you say
///   otherwise, and the kernel may cut it down
/// @param maxAcceptRate how many connections are accepted per second at most, 0 for any number (the
///   default). The others wait in the backlog.
/// @param stream how accepted connections are to behave
public record ListenOptions(int backlog, int maxAcceptRate, StreamOptions stream) {
  private static final ListenOptions DEFAULTS =
      new ListenOptions(1_024, 0, StreamOptions.defaults());

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException when the backlog is less than 1 or the rate negative
  public ListenOptions {
    Objects.requireNonNull(stream);
    if (backlog < 1) {
      throw new IllegalArgumentException("backlog must be at least 1, not " + backlog);
    }
    if (maxAcceptRate < 0) {
      throw new IllegalArgumentException("maxAcceptRate must not be negative: " + maxAcceptRate);
    }
  }

  /// A backlog of 1,024, any rate, and the default [StreamOptions].
  public static ListenOptions defaults() {
    return DEFAULTS;
  }

  /// These options with another [#backlog].
  ///
  /// @param connections the new value
  public ListenOptions withBacklog(int connections) {
    return new ListenOptions(connections, maxAcceptRate, stream);
  }

  /// These options with another [#maxAcceptRate].
  ///
  /// @param perSecond the new value
  public ListenOptions withMaxAcceptRate(int perSecond) {
    return new ListenOptions(backlog, perSecond, stream);
  }

  /// These options with another [#stream].
  ///
  /// @param options the new value
  public ListenOptions withStream(StreamOptions options) {
    return new ListenOptions(backlog, maxAcceptRate, options);
  }
}
