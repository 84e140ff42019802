package dev.wakeful.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;

/// Failures of the kernel with the words it leaves out: what was tried, and with whom.
final class Failures {
  private Failures() {}

  /// The failure of an operation; its type stays what it was as far as users tell types apart.
  ///
  /// @param verb what was tried, as in "read from"
  /// @param peer with whom
  /// @param cause what the kernel said
  static IOException named(String verb, InetSocketAddress peer, IOException cause) {
    String said = cause.getMessage();
    String what = said == null ? cause.getClass().getSimpleName() : said;
    String message = "cannot " + verb + " " + peer + ": " + what;
    IOException named =
        switch (cause) {
          case ConnectException refused -> new ConnectException(message);
          case SocketException broken -> new SocketException(message);
          default -> new IOException(message);
        };
    named.initCause(cause);
    return named;
  }
}
