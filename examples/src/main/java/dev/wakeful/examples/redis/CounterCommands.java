package dev.wakeful.examples.redis;

import dev.wakeful.examples.redis.Command.Keys;
import java.util.List;

/// Strings that are numbers: INCR, DECR and the forms with an amount.
final class CounterCommands {
  /// The family these belong to, as COMMAND DOCS calls it.
  private static final String GROUP = "string";

  /// What COMMAND INFO says about them.
  private static final String FLAGS = "write denyoom fast";

  private CounterCommands() {}

  static List<Command> commands() {
    return List.of(
        Command.of(
            GROUP,
            "incr",
            2,
            FLAGS,
            Keys.ONE,
            "Adds one to the integer value of a key.",
            (session, args) -> add(session, args[1], 1)),
        Command.of(
            GROUP,
            "decr",
            2,
            FLAGS,
            Keys.ONE,
            "Subtracts one from the integer value of a key.",
            (session, args) -> add(session, args[1], -1)),
        Command.of(
            GROUP,
            "incrby",
            3,
            FLAGS,
            Keys.ONE,
            "Adds a number to the integer value of a key.",
            (session, args) -> add(session, args[1], Decimal.argument(args[2]))),
        Command.of(
            GROUP,
            "decrby",
            3,
            FLAGS,
            Keys.ONE,
            "Subtracts a number from the integer value of a key.",
            (session, args) -> add(session, args[1], negated(args[2]))));
  }

  private static long negated(byte[] argument) {
    long amount = Decimal.argument(argument);
    if (amount == Long.MIN_VALUE) {
      throw new CommandException("ERR decrement would overflow");
    }
    return -amount;
  }

  private static void add(Session session, byte[] name, long amount) {
    Key key = new Key(name);
    StringValue value = StringCommands.find(session, key);
    long before = value == null ? 0 : value.number();
    long after = before + amount;
    if (amount < 0 ? after > before : after < before) {
      throw new CommandException("ERR increment or decrement would overflow");
    }
    if (value == null) {
      value = new StringValue(new byte[0]);
      session.database.put(key, value);
    }
    value.count(after);
    session.out.integer(after);
  }
}
