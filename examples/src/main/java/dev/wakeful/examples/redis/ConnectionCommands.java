package dev.wakeful.examples.redis;

import dev.wakeful.examples.redis.Command.Keys;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The connection itself: greeting, choosing, leaving.
final class ConnectionCommands {
  /// The family these belong to, as COMMAND DOCS calls it.
  private static final String GROUP = "connection";

  /// What COMMAND INFO says about them.
  private static final String FLAGS = "noscript loading stale fast no_auth allow_busy";

  /// What PING answers to a listener.
  private static final byte[] PONG = "pong".getBytes(StandardCharsets.US_ASCII);

  /// Shared by all that is empty.
  private static final byte[] NOTHING = {};

  private ConnectionCommands() {}

  static List<Command> commands() {
    return List.of(
        Command.of(
            GROUP,
            "ping",
            -1,
            "fast",
            Keys.NONE,
            "Answers PONG, or what it was given.",
            ConnectionCommands::ping),
        Command.of(
            GROUP,
            "echo",
            2,
            "loading stale fast",
            Keys.NONE,
            "Answers what it was given.",
            (session, args) -> session.out.bulk(args[1])),
        Command.of(
            GROUP,
            "hello",
            -1,
            FLAGS,
            Keys.NONE,
            "Chooses the version of the protocol and tells who answers.",
            ConnectionCommands::hello),
        Command.of(
            GROUP,
            "select",
            2,
            "loading stale fast",
            Keys.NONE,
            "Chooses the database.",
            ConnectionCommands::select),
        Command.of(
            GROUP,
            "quit",
            -1,
            FLAGS,
            Keys.NONE,
            "Closes the connection.",
            ConnectionCommands::quit),
        Command.of(
            GROUP,
            "reset",
            1,
            FLAGS,
            Keys.NONE,
            "Makes the connection as new.",
            ConnectionCommands::reset),
        browser("post"),
        browser("host:"));
  }

  /// A line of an HTTP request: some web page makes a browser talk to us. Closed without a word.
  private static Command browser(String word) {
    return Command.of(
        GROUP,
        word,
        -1,
        FLAGS,
        Keys.NONE,
        "Closes the connection: this is not a web server.",
        (session, args) -> session.close());
  }

  private static void ping(Session session, byte[][] args) {
    if (args.length > 2) {
      throw CommandException.arity("ping");
    }
    byte[] message = args.length == 2 ? args[1] : NOTHING;
    if (session.onlyListens()) {
      session.out.array(2);
      session.out.bulk(PONG);
      session.out.bulk(message);
    } else if (args.length == 2) {
      session.out.bulk(message);
    } else {
      session.out.pong();
    }
  }

  private static void hello(Session session, byte[][] args) {
    int version = args.length > 1 ? version(args[1]) : session.out.version();
    String name = session.name;
    for (int i = 2; i < args.length; i++) {
      int more = args.length - 1 - i;
      if (Commands.is(args[i], "AUTH") && more >= 2) {
        checkUser(args[i + 1]);
        i += 2;
      } else if (Commands.is(args[i], "SETNAME") && more >= 1) {
        name = ClientCommands.checkedName(args[i + 1]);
        i++;
      } else {
        throw new CommandException(
            "ERR Syntax error in HELLO option '"
                + Commands.printable(args[i], args[i].length)
                + "'");
      }
    }
    session.name = name;
    session.out.version(version);
    introduce(session);
  }

  private static int version(byte[] argument) {
    if (!Decimal.isLong(argument, 0, argument.length)) {
      throw new CommandException("ERR Protocol version is not an integer or out of range");
    }
    long version = Decimal.parse(argument, 0, argument.length);
    if (version != 2 && version != 3) {
      throw new CommandException("NOPROTO unsupported protocol version");
    }
    return (int) version;
  }

  /// There is one user, who needs no password.
  private static void checkUser(byte[] user) {
    if (!new Key(user).toString().equals("default")) {
      throw new CommandException("WRONGPASS invalid username-password pair or user is disabled.");
    }
  }

  private static void introduce(Session session) {
    ReplyBuffer out = session.out;
    out.map(7);
    out.bulk("server");
    out.bulk("redis");
    out.bulk("version");
    out.bulk(Engine.VERSION);
    out.bulk("proto");
    out.integer(out.version());
    out.bulk("id");
    out.integer(session.id);
    out.bulk("mode");
    out.bulk("standalone");
    out.bulk("role");
    out.bulk("master");
    out.bulk("modules");
    out.array(0);
  }

  private static void select(Session session, byte[][] args) {
    long index = Decimal.argument(args[1]);
    if (index != (int) index) {
      throw new CommandException(
          "ERR value is out of range, value must between -2147483648 and 2147483647");
    }
    if (index < 0 || index >= Engine.DATABASES) {
      throw new CommandException("ERR DB index is out of range");
    }
    session.database = session.engine.database((int) index);
    session.out.ok();
  }

  private static void quit(Session session, byte[][] args) {
    session.out.ok();
    session.close();
  }

  private static void reset(Session session, byte[][] args) {
    session.engine.unsubscribe(session);
    session.database = session.engine.database(0);
    session.name = "";
    session.muted = false;
    session.skip = 0;
    session.out.version(2);
    session.out.simple("RESET");
  }
}
