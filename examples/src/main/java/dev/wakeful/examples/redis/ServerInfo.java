package dev.wakeful.examples.redis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The text that INFO replies: sections of lines `name:value`.
final class ServerInfo {
  /// Words for all sections.
  private static final List<String> EVERYTHING = List.of("all", "default", "everything");

  private ServerInfo() {}

  /// @param args of INFO: the sections wanted, or none for all
  static String describe(Engine engine, byte[][] args) {
    List<String> wanted =
        Arrays.stream(args)
            .skip(1)
            .map(section -> new Key(section).toString().toLowerCase(Locale.ROOT))
            .toList();
    boolean all = wanted.isEmpty() || wanted.stream().anyMatch(EVERYTHING::contains);
    StringBuilder text = new StringBuilder();
    sections(engine)
        .forEach((name, lines) -> {
          if (all || wanted.contains(name.toLowerCase(Locale.ROOT))) {
            text.append(text.isEmpty() ? "" : "\r\n").append("# ").append(name).append("\r\n");
            lines.forEach(
                (key, value) -> text.append(key).append(':').append(value).append("\r\n"));
          }
        });
    return text.toString();
  }

  private static Map<String, Map<String, String>> sections(Engine engine) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    long uptime = (engine.now().millis() - engine.startedAt()) / 1000;
    Map<String, String> server = section(sections, "Server");
    server.put("redis_version", Engine.VERSION);
    server.put("redis_mode", "standalone");
    server.put("uptime_in_seconds", String.valueOf(uptime));
    Map<String, String> clients = section(sections, "Clients");
    long blocked = engine.sessions().stream().filter(each -> each.blocked != null).count();
    clients.put("connected_clients", String.valueOf(engine.sessions().size()));
    clients.put("maxclients", String.valueOf(engine.limits().clients()));
    clients.put("blocked_clients", String.valueOf(blocked));
    Map<String, String> stats = section(sections, "Stats");
    stats.put("total_connections_received", String.valueOf(engine.connected()));
    stats.put("total_commands_processed", String.valueOf(engine.commandsRun()));
    stats.put("pubsub_channels", String.valueOf(engine.subscribers().channelCount()));
    stats.put("pubsub_patterns", String.valueOf(engine.subscribers().patternCount()));
    Map<String, String> replication = section(sections, "Replication");
    replication.put("role", "master");
    replication.put("connected_slaves", "0");
    Map<String, String> keyspace = section(sections, "Keyspace");
    for (int i = 0; i < Engine.DATABASES; i++) {
      Database database = engine.database(i);
      if (database.size() > 0) {
        keyspace.put(
            "db" + i, "keys=" + database.size() + ",expires=" + database.expiring() + ",avg_ttl=0");
      }
    }
    return sections;
  }

  private static Map<String, String> section(
      Map<String, Map<String, String>> sections, String name) {
    return sections.computeIfAbsent(name, n -> new LinkedHashMap<>());
  }
}
