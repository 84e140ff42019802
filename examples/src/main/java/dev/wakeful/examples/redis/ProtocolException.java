package dev.wakeful.examples.redis;

/// Bytes that are not the Redis protocol. The client gets the message as an error and is
/// disconnected, since nobody knows where its next command would begin.
final class ProtocolException extends Exception {

  /// @param complaint in the words of Redis
  ProtocolException(String complaint) {
    super("ERR Protocol error: " + complaint, null, false, false);
  }

  /// The text of the error reply.
  String reply() {
    return String.valueOf(getMessage());
  }
}
