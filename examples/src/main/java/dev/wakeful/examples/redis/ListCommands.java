package dev.wakeful.examples.redis;

import dev.wakeful.examples.redis.Command.Keys;
import java.util.ArrayList;
import java.util.List;

/// Lists, and waiting for one.
final class ListCommands {
  /// The family these belong to, as COMMAND DOCS calls it.
  private static final String GROUP = "list";

  private ListCommands() {}

  static List<Command> commands() {
    return List.of(
        Command.of(
            GROUP,
            "lpush",
            -3,
            "write denyoom fast",
            Keys.ONE,
            "Puts elements before the first of a list.",
            (session, args) -> push(session, args, true)),
        Command.of(
            GROUP,
            "rpush",
            -3,
            "write denyoom fast",
            Keys.ONE,
            "Puts elements behind the last of a list.",
            (session, args) -> push(session, args, false)),
        Command.of(
            GROUP,
            "lpop",
            -2,
            "write fast",
            Keys.ONE,
            "Takes the first elements of a list.",
            (session, args) -> pop(session, args, true)),
        Command.of(
            GROUP,
            "rpop",
            -2,
            "write fast",
            Keys.ONE,
            "Takes the last elements of a list.",
            (session, args) -> pop(session, args, false)),
        Command.of(
            GROUP,
            "lrange",
            4,
            "readonly",
            Keys.ONE,
            "Returns a range of elements of a list.",
            ListCommands::range),
        Command.of(
            GROUP,
            "llen",
            2,
            "readonly fast",
            Keys.ONE,
            "Returns the length of a list.",
            ListCommands::length),
        Command.of(
            GROUP,
            "blpop",
            -3,
            "write noscript blocking",
            Keys.ALL_BUT_LAST,
            "Takes the first element of one of several lists, or waits for one.",
            ListCommands::popOrWait));
  }

  private static void push(Session session, byte[][] args, boolean left) {
    Key key = new Key(args[1]);
    ListValue list = session.database.find(key, ListValue.class);
    if (list == null) {
      list = new ListValue();
      session.database.put(key, list);
    }
    for (int i = 2; i < args.length; i++) {
      if (left) {
        list.addFirst(args[i]);
      } else {
        list.addLast(args[i]);
      }
    }
    session.out.integer(list.size());
    session.engine.listGrew(session.database, key);
  }

  private static void pop(Session session, byte[][] args, boolean left) {
    String name = left ? "lpop" : "rpop";
    if (args.length > 3) {
      throw CommandException.arity(name);
    }
    boolean several = args.length == 3;
    long count = several ? count(args[2]) : 1;
    Key key = new Key(args[1]);
    ListValue list = session.database.find(key, ListValue.class);
    if (list == null) {
      if (several) {
        session.out.noArray();
      } else {
        session.out.nothing();
      }
      return;
    }
    int taken = (int) Math.min(count, list.size());
    if (several) {
      session.out.array(taken);
    }
    for (int i = 0; i < taken; i++) {
      session.out.bulk(left ? list.removeFirst() : list.removeLast());
    }
    removeIfEmpty(session.database, key, list);
  }

  private static long count(byte[] argument) {
    if (!Decimal.isLong(argument, 0, argument.length)
        || Decimal.parse(argument, 0, argument.length) < 0) {
      throw new CommandException("ERR value is out of range, must be positive");
    }
    return Decimal.parse(argument, 0, argument.length);
  }

  private static void range(Session session, byte[][] args) {
    long first = Decimal.argument(args[2]);
    long last = Decimal.argument(args[3]);
    ListValue list = session.database.find(new Key(args[1]), ListValue.class);
    int size = list == null ? 0 : list.size();
    long from = Math.max(0, first < 0 ? first + size : first);
    long to = Math.min(size - 1, last < 0 ? last + size : last);
    if (list == null || from > to) {
      session.out.array(0);
      return;
    }
    session.out.array((int) (to - from + 1));
    for (int i = (int) from; i <= to; i++) {
      session.out.bulk(list.get(i));
    }
  }

  private static void length(Session session, byte[][] args) {
    ListValue list = session.database.find(new Key(args[1]), ListValue.class);
    session.out.integer(list == null ? 0 : list.size());
  }

  private static void popOrWait(Session session, byte[][] args) {
    long until = until(args[args.length - 1], session.engine.now().millis());
    List<Key> keys = new ArrayList<>();
    for (int i = 1; i < args.length - 1; i++) {
      Key key = new Key(args[i]);
      if (session.database.find(key, ListValue.class) != null) {
        popInto(session.out, session.database, key);
        return;
      }
      keys.add(key);
    }
    BlockedPop waiter = new BlockedPop(session, session.database, keys);
    waiter.enter();
    if (until != Deadlines.NONE) {
      waiter.timeout = session.engine.deadlines().add(until, () -> giveUp(session));
    }
    session.blocked = waiter;
  }

  /// The millisecond at which the wait ends, or [Deadlines#NONE] when it does not.
  private static long until(byte[] timeout, long now) {
    double millis = Math.ceil(Decimal.seconds(timeout) * 1000);
    if (millis < 0 || millis >= 0x1p63) {
      // as in C, where a number too large for the cast comes out negative
      throw new CommandException("ERR timeout is negative");
    }
    if ((long) millis > Long.MAX_VALUE - now) {
      throw new CommandException("ERR timeout is out of range");
    }
    return millis == 0 ? Deadlines.NONE : (long) millis + now;
  }

  private static void giveUp(Session session) {
    session.out.noArray();
    session.unblock();
  }

  /// Takes the first element of a list that is there, and replies with the key and the element.
  static void popInto(ReplyBuffer out, Database database, Key key) {
    ListValue list = database.find(key, ListValue.class);
    if (list == null) {
      throw new IllegalStateException("no list at " + key);
    }
    out.array(2);
    out.bulk(key.bytes());
    out.bulk(list.removeFirst());
    removeIfEmpty(database, key, list);
  }

  /// An empty list does not exist.
  private static void removeIfEmpty(Database database, Key key, ListValue list) {
    if (list.size() == 0) {
      database.remove(key);
    }
  }
}
