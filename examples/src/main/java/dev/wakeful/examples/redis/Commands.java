package dev.wakeful.examples.redis;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table of all commands, and how one of them is run.
final class Commands {
  /// All of them, family by family.
  private static final List<Command> ALL =
      Stream.of(
              ConnectionCommands.commands(),
              ClientCommands.commands(),
              ServerCommands.commands(),
              KeyCommands.commands(),
              ExpiryCommands.commands(),
              StringCommands.commands(),
              CounterCommands.commands(),
              ListCommands.commands(),
              HashCommands.commands(),
              PubSubCommands.commands())
          .flatMap(List::stream)
          .toList();

  /// By name.
  private static final CommandTable TABLE = new CommandTable(ALL);

  /// Subcommands, by the command they belong to.
  private static final Map<String, CommandTable> SUBCOMMANDS = new LinkedHashMap<>();

  static {
    for (Command command : ALL) {
      if (!command.subcommands().isEmpty()) {
        SUBCOMMANDS.put(command.name(), new CommandTable(command.subcommands()));
      }
    }
  }

  /// What a RESP2 client may say while it listens to channels.
  private static final Set<String> FOR_LISTENERS =
      Set.of("ping", "subscribe", "unsubscribe", "psubscribe", "punsubscribe", "quit", "reset");

  private Commands() {}

  /// All commands.
  static List<Command> all() {
    return ALL;
  }

  /// The command of this name, or null.
  static @Nullable Command find(byte[] name) {
    return TABLE.find(name);
  }

  /// Runs one command of a session: its reply is appended to the session's replies, unless it
  /// blocks or the client wants none.
  ///
  /// @param args the name, then its arguments
  static void run(Session session, byte[][] args) {
    int before = session.out.size();
    session.engine.countCommand();
    session.lastSeen = session.engine.now().millis();
    try {
      Command command = choose(session, args);
      session.lastCommand = command.name();
      command.action().run(session, args);
    } catch (CommandException refused) {
      session.out.error(refused.reply());
    }
    if (session.muted || session.skip == 1) {
      session.out.truncate(before);
    }
    if (session.skip > 0) {
      session.skip--;
    }
  }

  /// The command that is meant, if it may be run.
  private static Command choose(Session session, byte[][] args) {
    Command command = TABLE.find(args[0]);
    if (command == null) {
      throw unknown(args);
    }
    CommandTable subcommands = SUBCOMMANDS.get(command.name());
    if (subcommands != null && args.length > 1) {
      Command family = command;
      command = subcommands.find(args[1]);
      if (command == null) {
        throw unknownPart(family, args[1]);
      }
    }
    if (!command.takes(args.length)) {
      throw CommandException.arity(command.name());
    }
    if (session.onlyListens() && !FOR_LISTENERS.contains(command.name())) {
      throw new CommandException(
          "ERR Can't execute '"
              + command.name()
              + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this"
              + " context");
    }
    return command;
  }

  private static CommandException unknown(byte[][] args) {
    StringBuilder beginning = new StringBuilder();
    for (int i = 1; i < args.length && beginning.length() < 128; i++) {
      String argument = printable(args[i], 128 - beginning.length());
      beginning.append('\'').append(argument).append("' ");
    }
    return new CommandException(
        "ERR unknown command '"
            + printable(args[0], 128)
            + "', with args beginning with: "
            + beginning);
  }

  private static CommandException unknownPart(Command family, byte[] part) {
    return new CommandException(
        "ERR unknown subcommand '"
            + printable(part, 128)
            + "'. Try "
            + family.name().toUpperCase(Locale.ROOT)
            + " HELP.");
  }

  /// An argument as part of an error: no longer than `limit`, and ending at a zero byte, as a
  /// string does in C.
  static String printable(byte[] argument, int limit) {
    int length = 0;
    while (length < Math.min(argument.length, limit) && argument[length] != 0) {
      length++;
    }
    return new String(argument, 0, length, StandardCharsets.ISO_8859_1);
  }

  /// Whether an argument is this word, whatever its case.
  ///
  /// @param word in upper case
  static boolean is(byte[] argument, String word) {
    if (argument.length != word.length()) {
      return false;
    }
    for (int i = 0; i < argument.length; i++) {
      int c = argument[i];
      if ((c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
