package dev.wakeful.examples.redis;

import dev.wakeful.examples.redis.Command.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The server: what it is, how it is set up, which commands it knows.
final class ServerCommands {
  /// The family these belong to, as COMMAND DOCS calls it.
  private static final String GROUP = "server";

  /// What COMMAND INFO says about them.
  private static final String FLAGS = "loading stale";

  private ServerCommands() {}

  static List<Command> commands() {
    return List.of(
        Command.of(
            GROUP,
            "info",
            -1,
            FLAGS,
            Keys.NONE,
            "Describes the server.",
            (session, args) -> session.out.verbatim(ServerInfo.describe(session.engine, args))),
        Command.family(
            GROUP,
            "config",
            "Speaks about settings.",
            List.of(
                Command.of(
                    GROUP,
                    "config|get",
                    -3,
                    "admin noscript loading stale",
                    Keys.NONE,
                    "Returns the settings whose names match patterns.",
                    ServerCommands::configuration))),
        new Command(
            "command",
            -1,
            FLAGS,
            Keys.NONE,
            GROUP,
            "Describes all commands.",
            List.of(
                sub("count", 2, "Counts the commands.", ServerCommands::count),
                sub("info", -2, "Describes commands to programs.", ServerCommands::info),
                sub("docs", -2, "Describes commands to people.", ServerCommands::docs),
                sub("list", -2, "Names all commands.", ServerCommands::list)),
            ServerCommands::command));
  }

  private static Command sub(String name, int arity, String summary, Command.Action action) {
    return Command.of(GROUP, "command|" + name, arity, FLAGS, Keys.NONE, summary, action);
  }

  /// The settings that clients ask for, in the order of their names. None can be changed.
  private static Map<String, String> settings(Limits limits) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("appendonly", "no");
    settings.put("databases", String.valueOf(Engine.DATABASES));
    settings.put("maxclients", String.valueOf(limits.clients()));
    settings.put("maxmemory", "0");
    settings.put("maxmemory-policy", "noeviction");
    settings.put("proto-max-bulk-len", String.valueOf(limits.bulk()));
    settings.put("save", "");
    settings.put("timeout", "0");
    return settings;
  }

  private static void configuration(Session session, byte[][] args) {
    Map<String, String> settings = settings(session.engine.limits());
    Map<String, String> asked = new LinkedHashMap<>();
    settings.forEach((name, value) -> {
      for (int i = 2; i < args.length; i++) {
        if (Glob.matches(lowerCase(args[i]), name.getBytes(StandardCharsets.US_ASCII))) {
          // a full name comes back in the case in which it was asked for
          boolean full = args[i].length == name.length() && Commands.is(args[i], upperCase(name));
          asked.put(full ? new Key(args[i]).toString() : name, value);
          break;
        }
      }
    });
    session.out.map(asked.size());
    asked.forEach((name, value) -> {
      session.out.bulk(name);
      session.out.bulk(value);
    });
  }

  private static String upperCase(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  private static byte[] lowerCase(byte[] text) {
    byte[] lower = text.clone();
    for (int i = 0; i < lower.length; i++) {
      if (lower[i] >= 'A' && lower[i] <= 'Z') {
        lower[i] = (byte) (lower[i] + ('a' - 'A'));
      }
    }
    return lower;
  }

  private static void command(Session session, byte[][] args) {
    session.out.array(Commands.all().size());
    Commands.all().forEach(each -> describe(session.out, each));
  }

  private static void count(Session session, byte[][] args) {
    session.out.integer(Commands.all().size());
  }

  private static void list(Session session, byte[][] args) {
    if (args.length > 2) {
      throw CommandException.syntax();
    }
    session.out.array(Commands.all().size());
    Commands.all().forEach(each -> session.out.bulk(each.name()));
  }

  private static void info(Session session, byte[][] args) {
    if (args.length == 2) {
      command(session, args);
      return;
    }
    session.out.array(args.length - 2);
    for (int i = 2; i < args.length; i++) {
      Command command = Commands.find(args[i]);
      if (command == null) {
        session.out.nothing();
      } else {
        describe(session.out, command);
      }
    }
  }

  /// What programs want to know. The last elements are groups of permissions, hints, exact places
  /// of keys: this server has none to tell.
  private static void describe(ReplyBuffer out, Command command) {
    out.array(10);
    out.bulk(command.lastName());
    out.integer(command.arity());
    String[] flags = command.flags().isEmpty() ? new String[0] : command.flags().split(" ");
    out.set(flags.length);
    for (String flag : flags) {
      out.simple(flag);
    }
    out.integer(command.keys().first());
    out.integer(command.keys().last());
    out.integer(command.keys().step());
    out.set(0);
    out.set(0);
    out.array(0);
    out.array(command.subcommands().size());
    command.subcommands().forEach(each -> describe(out, each));
  }

  private static void docs(Session session, byte[][] args) {
    List<Command> wanted =
        args.length == 2
            ? Commands.all()
            : Commands.all().stream().filter(each -> isNamed(each, args)).toList();
    session.out.map(wanted.size());
    for (Command command : wanted) {
      session.out.bulk(command.name());
      session.out.map(2);
      session.out.bulk("summary");
      session.out.bulk(command.summary());
      session.out.bulk("group");
      session.out.bulk(command.group());
    }
  }

  private static boolean isNamed(Command command, byte[][] args) {
    return Arrays.stream(args).skip(2).anyMatch(name -> Commands.find(name) == command);
  }
}
