package dev.wakeful.examples.redis;

/// A command refused: its message is the error reply, beginning with the error's code.
///
/// It is thrown before anything was replied or changed. It has no stack trace: a refusal is an
/// answer like any other.
final class CommandException extends RuntimeException {
  /// Wanted a whole number.
  static final String NOT_AN_INTEGER = "ERR value is not an integer or out of range";

  /// Wanted other words.
  static final String SYNTAX = "ERR syntax error";

  /// @param reply code and text, each character one byte
  CommandException(String reply) {
    super(reply, null, false, false);
  }

  /// A value of another type is where the command wants one of its own.
  static CommandException wrongType() {
    return new CommandException(
        "WRONGTYPE Operation against a key holding the wrong kind of value");
  }

  /// Options that do not go together, or that nobody knows.
  static CommandException syntax() {
    return new CommandException(SYNTAX);
  }

  /// Too many or too few arguments.
  ///
  /// @param command its full name, such as `client|setname`
  static CommandException arity(String command) {
    return new CommandException("ERR wrong number of arguments for '" + command + "' command");
  }

  /// A time to live that ends outside the calendar.
  ///
  /// @param command its name
  static CommandException expireTime(String command) {
    return new CommandException("ERR invalid expire time in '" + command + "' command");
  }

  /// The text of the error reply.
  String reply() {
    return String.valueOf(getMessage());
  }
}
