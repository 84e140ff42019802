package dev.wakeful.env;

import java.io.IOException;

/// The process or the machine has no file descriptor or buffer left (`EMFILE`, `ENFILE`, `ENOBUFS`,
/// `ENOMEM`). Nothing is wrong with the socket that met it: try again when some have been given
/// back.
public final class FdExhaustedException extends IOException {

  /// A shortage.
  ///
  /// @param message what was wanted
  /// @param cause what the kernel said
  public FdExhaustedException(String message, Throwable cause) {
    super(message, cause);
  }
}
