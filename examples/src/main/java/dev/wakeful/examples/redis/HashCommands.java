package dev.wakeful.examples.redis;

import dev.wakeful.examples.redis.Command.Keys;
import java.util.List;
import java.util.Map;

/// Hashes: tables inside a key.
final class HashCommands {
  /// The family these belong to, as COMMAND DOCS calls it.
  private static final String GROUP = "hash";

  private HashCommands() {}

  static List<Command> commands() {
    return List.of(
        Command.of(
            GROUP,
            "hset",
            -4,
            "write denyoom fast",
            Keys.ONE,
            "Sets fields of a hash.",
            HashCommands::set),
        Command.of(
            GROUP,
            "hget",
            3,
            "readonly fast",
            Keys.ONE,
            "Returns a field of a hash.",
            HashCommands::get),
        Command.of(
            GROUP,
            "hgetall",
            2,
            "readonly random",
            Keys.ONE,
            "Returns all fields of a hash.",
            HashCommands::getAll),
        Command.of(
            GROUP,
            "hdel",
            -3,
            "write fast",
            Keys.ONE,
            "Deletes fields of a hash.",
            HashCommands::delete),
        Command.of(
            GROUP,
            "hlen",
            2,
            "readonly fast",
            Keys.ONE,
            "Returns the number of fields of a hash.",
            HashCommands::length));
  }

  /// The fields of a hash; none when it does not exist.
  private static Map<Key, byte[]> fields(Session session, byte[] name) {
    HashValue hash = session.database.find(new Key(name), HashValue.class);
    return hash == null ? Map.of() : hash.fields();
  }

  private static void set(Session session, byte[][] args) {
    if (args.length % 2 != 0) {
      throw CommandException.arity("hset");
    }
    Key key = new Key(args[1]);
    HashValue hash = session.database.find(key, HashValue.class);
    if (hash == null) {
      hash = HashValue.empty();
      session.database.put(key, hash);
    }
    int created = 0;
    for (int i = 2; i < args.length; i += 2) {
      if (hash.fields().put(new Key(args[i]), args[i + 1]) == null) {
        created++;
      }
    }
    session.out.integer(created);
  }

  private static void get(Session session, byte[][] args) {
    byte[] content = fields(session, args[1]).get(new Key(args[2]));
    if (content == null) {
      session.out.nothing();
    } else {
      session.out.bulk(content);
    }
  }

  private static void getAll(Session session, byte[][] args) {
    Map<Key, byte[]> fields = fields(session, args[1]);
    session.out.map(fields.size());
    fields.forEach((field, content) -> {
      session.out.bulk(field.bytes());
      session.out.bulk(content);
    });
  }

  private static void delete(Session session, byte[][] args) {
    Key key = new Key(args[1]);
    HashValue hash = session.database.find(key, HashValue.class);
    int deleted = 0;
    if (hash != null) {
      for (int i = 2; i < args.length; i++) {
        if (hash.fields().remove(new Key(args[i])) != null) {
          deleted++;
        }
      }
      if (hash.fields().isEmpty()) {
        session.database.remove(key);
      }
    }
    session.out.integer(deleted);
  }

  private static void length(Session session, byte[][] args) {
    session.out.integer(fields(session, args[1]).size());
  }
}
