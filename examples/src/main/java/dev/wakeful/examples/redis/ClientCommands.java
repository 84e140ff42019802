package dev.wakeful.examples.redis;

import dev.wakeful.examples.redis.Command.Keys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// CLIENT: what a client says of itself, and sees of the others.
final class ClientCommands {
  /// The family these belong to, as COMMAND DOCS calls it.
  private static final String GROUP = "connection";

  /// What COMMAND INFO says about them.
  private static final String FLAGS = "noscript loading stale";

  private ClientCommands() {}

  static List<Command> commands() {
    List<Command> subcommands =
        List.of(
            sub("id", 2, "Returns the number of the client.", ClientCommands::id),
            sub("setname", 3, "Gives the client a name.", ClientCommands::setName),
            sub("getname", 2, "Returns the name of the client.", ClientCommands::getName),
            sub("info", 2, "Describes the client.", ClientCommands::info),
            sub("list", -2, "Describes all clients.", ClientCommands::list),
            sub("reply", 3, "Says whether replies are wanted.", ClientCommands::reply),
            sub("no-evict", 3, "Nobody is evicted here.", ClientCommands::noEvict));
    return List.of(Command.family(GROUP, "client", "Speaks about connections.", subcommands));
  }

  private static Command sub(String name, int arity, String summary, Command.Action action) {
    return Command.of(GROUP, "client|" + name, arity, FLAGS, Keys.NONE, summary, action);
  }

  /// A name as it is kept, or an error: it must fit into a line of CLIENT LIST.
  static String checkedName(byte[] name) {
    for (byte c : name) {
      if (c < '!' || c > '~') {
        throw new CommandException(
            "ERR Client names cannot contain spaces, newlines or special characters.");
      }
    }
    return new String(name, StandardCharsets.US_ASCII);
  }

  private static void id(Session session, byte[][] args) {
    session.out.integer(session.id);
  }

  private static void setName(Session session, byte[][] args) {
    session.name = checkedName(args[2]);
    session.out.ok();
  }

  private static void getName(Session session, byte[][] args) {
    if (session.name.isEmpty()) {
      session.out.nothing();
    } else {
      session.out.bulk(session.name);
    }
  }

  private static void info(Session session, byte[][] args) {
    session.out.verbatim(describe(session));
  }

  private static void list(Session session, byte[][] args) {
    Collection<Session> chosen = session.engine.sessions();
    if (args.length == 4 && Commands.is(args[2], "TYPE")) {
      chosen = ofType(chosen, args[3]);
    } else if (args.length > 3 && Commands.is(args[2], "ID")) {
      chosen = withIds(session.engine, args);
    } else if (args.length != 2) {
      throw CommandException.syntax();
    }
    StringBuilder lines = new StringBuilder();
    chosen.forEach(each -> lines.append(describe(each)));
    session.out.verbatim(lines.toString());
  }

  private static List<Session> ofType(Collection<Session> all, byte[] type) {
    boolean normal = Commands.is(type, "NORMAL");
    boolean listening = Commands.is(type, "PUBSUB");
    boolean replica = Commands.is(type, "REPLICA") || Commands.is(type, "MASTER");
    if (!normal && !listening && !replica) {
      throw new CommandException(
          "ERR Unknown client type '" + Commands.printable(type, type.length) + "'");
    }
    return all.stream()
        .filter(each -> !replica && (each.subscriptions() > 0) == listening)
        .toList();
  }

  private static List<Session> withIds(Engine engine, byte[][] args) {
    List<Session> chosen = new ArrayList<>();
    for (int i = 3; i < args.length; i++) {
      if (!Decimal.isLong(args[i], 0, args[i].length)) {
        throw new CommandException("ERR Invalid client ID");
      }
      Session session = engine.session(Decimal.argument(args[i]));
      if (session != null) {
        chosen.add(session);
      }
    }
    return chosen;
  }

  /// The line about one client.
  private static String describe(Session client) {
    long now = client.engine.now().millis();
    String flags = client.blocked != null ? "b" : client.subscriptions() > 0 ? "P" : "N";
    return "id=%d addr=%s name=%s age=%d idle=%d flags=%s db=%d sub=%d psub=%d ssub=0 multi=-1 qbuf=%d obl=%d cmd=%s user=default resp=%d%n"
        .replace("%n", "\n")
        .formatted(
            client.id,
            client.address,
            client.name,
            (now - client.since) / 1000,
            (now - client.lastSeen) / 1000,
            flags,
            client.database.index,
            client.channels.size(),
            client.patterns.size(),
            client.pending(),
            client.out.size(),
            client.lastCommand,
            client.out.version());
  }

  private static void reply(Session session, byte[][] args) {
    if (Commands.is(args[2], "ON")) {
      session.muted = false;
      session.out.ok();
    } else if (Commands.is(args[2], "OFF")) {
      session.muted = true;
    } else if (Commands.is(args[2], "SKIP")) {
      session.skip = 2;
    } else {
      throw CommandException.syntax();
    }
  }

  private static void noEvict(Session session, byte[][] args) {
    if (!Commands.is(args[2], "ON") && !Commands.is(args[2], "OFF")) {
      throw CommandException.syntax();
    }
    session.out.ok();
  }
}
