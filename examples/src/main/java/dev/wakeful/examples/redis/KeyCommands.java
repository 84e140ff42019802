package dev.wakeful.examples.redis;

import dev.wakeful.examples.redis.Command.Keys;
import java.util.List;

/// Keys, whatever they hold.
final class KeyCommands {
  /// The family these belong to, as COMMAND DOCS calls it.
  private static final String GROUP = "generic";

  private KeyCommands() {}

  static List<Command> commands() {
    return List.of(
        Command.of(GROUP, "del", -2, "write", Keys.ALL, "Deletes keys.", KeyCommands::delete),
        Command.of(
            GROUP,
            "exists",
            -2,
            "readonly fast",
            Keys.ALL,
            "Counts how many of these keys exist.",
            KeyCommands::exists),
        Command.of(
            GROUP,
            "type",
            2,
            "readonly fast",
            Keys.ONE,
            "Returns the type of the value of a key.",
            KeyCommands::type),
        Command.of(
            GROUP,
            "keys",
            2,
            "readonly sort_for_script",
            Keys.NONE,
            "Returns all keys that match a pattern.",
            KeyCommands::keys),
        Command.of(
            "server",
            "dbsize",
            1,
            "readonly fast",
            Keys.NONE,
            "Returns the number of keys in the database.",
            (session, args) -> session.out.integer(session.database.size())),
        Command.of(
            "server",
            "flushdb",
            -1,
            "write",
            Keys.NONE,
            "Removes all keys of the database.",
            KeyCommands::clearDatabase),
        Command.of(
            "server",
            "flushall",
            -1,
            "write",
            Keys.NONE,
            "Removes all keys of all databases.",
            KeyCommands::clearAll));
  }

  private static void delete(Session session, byte[][] args) {
    int deleted = 0;
    for (int i = 1; i < args.length; i++) {
      if (session.database.remove(new Key(args[i]))) {
        deleted++;
      }
    }
    session.out.integer(deleted);
  }

  private static void exists(Session session, byte[][] args) {
    int there = 0;
    for (int i = 1; i < args.length; i++) {
      if (session.database.find(new Key(args[i])) != null) {
        there++;
      }
    }
    session.out.integer(there);
  }

  private static void type(Session session, byte[][] args) {
    Entry entry = session.database.find(new Key(args[1]));
    session.out.simple(entry == null ? "none" : entry.value.type());
  }

  private static void keys(Session session, byte[][] args) {
    List<Key> matching =
        session.database.keys().stream().filter(k -> Glob.matches(args[1], k.bytes())).toList();
    session.out.array(matching.size());
    matching.forEach(key -> session.out.bulk(key.bytes()));
  }

  private static void clearDatabase(Session session, byte[][] args) {
    checkFlush(args);
    session.database.clear();
    session.out.ok();
  }

  private static void clearAll(Session session, byte[][] args) {
    checkFlush(args);
    for (int i = 0; i < Engine.DATABASES; i++) {
      session.engine.database(i).clear();
    }
    session.out.ok();
  }

  /// SYNC and ASYNC may be said; here both are done at once.
  private static void checkFlush(byte[][] args) {
    boolean known =
        args.length == 1
            || (args.length == 2
                && (Commands.is(args[1], "SYNC") || Commands.is(args[1], "ASYNC")));
    if (!known) {
      throw CommandException.syntax();
    }
  }
}
