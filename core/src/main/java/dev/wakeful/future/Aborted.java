package dev.wakeful.future;

import java.util.concurrent.CancellationException;

/// What was waited for has been given up by somebody else: told to whoever still waits.
///
/// An ordinary failure, for the one who waits is not cancelled itself. Without a stack trace.
public final class Aborted extends CancellationException {

  /// An end by somebody else.
  ///
  /// @param what what was given up, and how
  public Aborted(String what) {
    super(what);
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
