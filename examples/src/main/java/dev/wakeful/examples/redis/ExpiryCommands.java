package dev.wakeful.examples.redis;

import dev.wakeful.examples.redis.Command.Keys;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keys that end: EXPIRE, TTL, PERSIST.
final class ExpiryCommands {
  /// The family these belong to, as COMMAND DOCS calls it.
  private static final String GROUP = "generic";

  /// On which condition an end is set: when there is none, when there is one, when it becomes
  /// later, when it becomes earlier.
  private enum Condition {
    NX,
    XX,
    GT,
    LT
  }

  private ExpiryCommands() {}

  static List<Command> commands() {
    return List.of(
        Command.of(
            GROUP,
            "expire",
            -3,
            "write fast",
            Keys.ONE,
            "Sets the time to live of a key in seconds.",
            (session, args) -> expire(session, args, true, "expire")),
        Command.of(
            GROUP,
            "pexpire",
            -3,
            "write fast",
            Keys.ONE,
            "Sets the time to live of a key in milliseconds.",
            (session, args) -> expire(session, args, false, "pexpire")),
        Command.of(
            GROUP,
            "ttl",
            2,
            "readonly fast",
            Keys.ONE,
            "Returns the time to live of a key in seconds.",
            (session, args) -> timeToLive(session, args[1], 1000)),
        Command.of(
            GROUP,
            "pttl",
            2,
            "readonly fast",
            Keys.ONE,
            "Returns the time to live of a key in milliseconds.",
            (session, args) -> timeToLive(session, args[1], 1)),
        Command.of(
            GROUP,
            "persist",
            2,
            "write fast",
            Keys.ONE,
            "Takes away the end of a key.",
            ExpiryCommands::persist));
  }

  /// An end in milliseconds of wall time, or an error when the calendar does not reach so far.
  ///
  /// @param number a time or a duration
  /// @param seconds its unit; milliseconds otherwise
  /// @param from what it is counted from
  /// @param command for the error
  static long end(long number, boolean seconds, long from, String command) {
    long unit = seconds ? 1000 : 1;
    if (number > Long.MAX_VALUE / unit || number < Long.MIN_VALUE / unit) {
      throw CommandException.expireTime(command);
    }
    long millis = number * unit;
    if (millis > Long.MAX_VALUE - from) {
      throw CommandException.expireTime(command);
    }
    return millis + from;
  }

  private static void expire(Session session, byte[][] args, boolean seconds, String command) {
    Set<Condition> conditions = conditions(args);
    long now = session.engine.now().millis();
    long end = end(Decimal.argument(args[2]), seconds, now, command);
    Entry entry = session.database.find(new Key(args[1]));
    boolean done = entry != null && holds(conditions, entry.expiresAt, end);
    if (entry != null && done) {
      if (end <= now) {
        session.database.remove(entry.key);
      } else {
        session.database.expire(entry, end);
      }
    }
    session.out.bit(done);
  }

  private static Set<Condition> conditions(byte[][] args) {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    for (int i = 3; i < args.length; i++) {
      Condition condition = condition(args[i]);
      if (condition == null) {
        throw new CommandException(
            "ERR Unsupported option " + Commands.printable(args[i], args[i].length));
      }
      conditions.add(condition);
    }
    if (conditions.contains(Condition.NX) && conditions.size() > 1) {
      throw new CommandException(
          "ERR NX and XX, GT or LT options at the same time are not compatible");
    }
    if (conditions.contains(Condition.GT) && conditions.contains(Condition.LT)) {
      throw new CommandException("ERR GT and LT options at the same time are not compatible");
    }
    return conditions;
  }

  private static @Nullable Condition condition(byte[] argument) {
    for (Condition condition : Condition.values()) {
      if (Commands.is(argument, condition.name())) {
        return condition;
      }
    }
    return null;
  }

  /// Whether all conditions hold. A key without end counts as one that ends later than any.
  private static boolean holds(Set<Condition> conditions, long current, long next) {
    boolean endless = current == Entry.NEVER;
    return conditions.stream()
        .allMatch(condition ->
            switch (condition) {
              case NX -> endless;
              case XX -> !endless;
              case GT -> !endless && next > current;
              case LT -> endless || next < current;
            });
  }

  /// Replies -2 without a key, -1 without an end.
  private static void timeToLive(Session session, byte[] name, int unit) {
    Entry entry = session.database.find(new Key(name));
    if (entry == null) {
      session.out.integer(-2);
    } else if (entry.expiresAt == Entry.NEVER) {
      session.out.integer(-1);
    } else {
      long left = Math.max(0, entry.expiresAt - session.engine.now().millis());
      session.out.integer((left + unit / 2) / unit);
    }
  }

  private static void persist(Session session, byte[][] args) {
    Entry entry = session.database.find(new Key(args[1]));
    session.out.bit(entry != null && session.database.persist(entry));
  }
}
