package dev.wakeful.sync;

/// The other end of a channel is closed.
///
/// Without a stack trace: it is an ordinary end, and where it was thrown is always the channel.
public sealed class Closed extends Exception permits NotSent {

  /// An end.
  ///
  /// @param message which end was closed, and what that means
  public Closed(String message) {
    super(message);
  }

  @Override
  public final Throwable fillInStackTrace() {
    return this;
  }
}
