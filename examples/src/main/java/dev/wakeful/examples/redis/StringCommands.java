package dev.wakeful.examples.redis;

import dev.wakeful.examples.redis.Command.Keys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Strings: GET and SET and their kin.
final class StringCommands {
  /// The family these belong to, as COMMAND DOCS calls it.
  private static final String GROUP = "string";

  private StringCommands() {}

  static List<Command> commands() {
    return List.of(
        Command.of(
            GROUP,
            "get",
            2,
            "readonly fast",
            Keys.ONE,
            "Returns the string value of a key.",
            StringCommands::get),
        Command.of(
            GROUP,
            "set",
            -3,
            "write denyoom",
            Keys.ONE,
            "Sets the string value of a key, whatever it held before.",
            (session, args) -> SetOptions.parse(args).apply(session, args[1], args[2])),
        Command.of(
            GROUP,
            "setnx",
            3,
            "write denyoom fast",
            Keys.ONE,
            "Sets the string value of a key that does not exist.",
            StringCommands::setIfAbsent),
        Command.of(
            GROUP,
            "getset",
            3,
            "write denyoom fast",
            Keys.ONE,
            "Sets the string value of a key and returns the old one.",
            StringCommands::getAndSet),
        Command.of(
            GROUP,
            "getdel",
            2,
            "write fast",
            Keys.ONE,
            "Returns the string value of a key and deletes it.",
            StringCommands::getAndDelete),
        Command.of(
            GROUP,
            "append",
            3,
            "write denyoom fast",
            Keys.ONE,
            "Appends to the string value of a key.",
            StringCommands::append),
        Command.of(
            GROUP,
            "strlen",
            2,
            "readonly fast",
            Keys.ONE,
            "Returns the length of the string value of a key.",
            StringCommands::length),
        Command.of(
            GROUP,
            "mget",
            -2,
            "readonly fast",
            Keys.ALL,
            "Returns the string values of several keys.",
            StringCommands::getMany),
        Command.of(
            GROUP,
            "mset",
            -3,
            "write denyoom",
            Keys.PAIRS,
            "Sets the string values of several keys.",
            StringCommands::setMany));
  }

  /// The string of a key, or null; an error when it holds something else.
  static @Nullable StringValue find(Session session, Key key) {
    return session.database.find(key, StringValue.class);
  }

  /// Gives a key a string, and no end.
  static Entry put(Database database, Key key, byte[] value) {
    Entry entry = database.put(key, new StringValue(value));
    database.persist(entry);
    return entry;
  }

  /// Replies with a string or with nothing.
  static void reply(ReplyBuffer out, @Nullable StringValue value) {
    if (value == null) {
      out.nothing();
    } else {
      value.writeTo(out);
    }
  }

  private static void get(Session session, byte[][] args) {
    reply(session.out, find(session, new Key(args[1])));
  }

  private static void setIfAbsent(Session session, byte[][] args) {
    Key key = new Key(args[1]);
    boolean absent = session.database.find(key) == null;
    if (absent) {
      put(session.database, key, args[2]);
    }
    session.out.bit(absent);
  }

  private static void getAndSet(Session session, byte[][] args) {
    Key key = new Key(args[1]);
    reply(session.out, find(session, key));
    put(session.database, key, args[2]);
  }

  private static void getAndDelete(Session session, byte[][] args) {
    Key key = new Key(args[1]);
    reply(session.out, find(session, key));
    session.database.remove(key);
  }

  private static void append(Session session, byte[][] args) {
    Key key = new Key(args[1]);
    StringValue value = find(session, key);
    if (value == null) {
      put(session.database, key, args[2]);
      session.out.integer(args[2].length);
      return;
    }
    if ((long) value.length() + args[2].length > session.engine.limits().bulk()) {
      throw new CommandException("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
    }
    value.append(args[2]);
    session.out.integer(value.length());
  }

  private static void length(Session session, byte[][] args) {
    StringValue value = find(session, new Key(args[1]));
    session.out.integer(value == null ? 0 : value.length());
  }

  private static void getMany(Session session, byte[][] args) {
    session.out.array(args.length - 1);
    for (int i = 1; i < args.length; i++) {
      Entry entry = session.database.find(new Key(args[i]));
      reply(session.out, entry != null && entry.value instanceof StringValue s ? s : null);
    }
  }

  private static void setMany(Session session, byte[][] args) {
    if (args.length % 2 == 0) {
      throw CommandException.arity("mset");
    }
    for (int i = 1; i < args.length; i += 2) {
      put(session.database, new Key(args[i]), args[i + 1]);
    }
    session.out.ok();
  }
}
