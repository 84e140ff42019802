package dev.wakeful.examples.redis;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Who listens to what: the sessions of each channel and of each pattern.
final class Subscribers {
  /// First element of a message of a channel.
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

  /// First element of a message that matched a pattern.
  private static final byte[] PATTERN_MESSAGE = "pmessage".getBytes(StandardCharsets.US_ASCII);

  /// The listeners of a channel without any.
  private static final Set<Session> NOBODY = Set.of();

  /// Sessions by channel, in the order they came.
  private final Map<Key, Set<Session>> channels = new LinkedHashMap<>();

  /// Sessions by pattern.
  private final Map<Key, Set<Session>> patterns = new LinkedHashMap<>();

  void addChannel(Key channel, Session session) {
    channels.computeIfAbsent(channel, k -> new LinkedHashSet<>()).add(session);
  }

  void addPattern(Key pattern, Session session) {
    patterns.computeIfAbsent(pattern, k -> new LinkedHashSet<>()).add(session);
  }

  void removeChannel(Key channel, Session session) {
    remove(channels, channel, session);
  }

  void removePattern(Key pattern, Session session) {
    remove(patterns, pattern, session);
  }

  /// Sends a message to everybody who listens to the channel, or to a pattern that it matches.
  ///
  /// @return how many messages that were
  int publish(byte[] channel, byte[] message) {
    int sent = 0;
    for (Session session : channels.getOrDefault(new Key(channel), NOBODY)) {
      session.push(MESSAGE, channel, message);
      sent++;
    }
    for (Map.Entry<Key, Set<Session>> pattern : patterns.entrySet()) {
      if (Glob.matches(pattern.getKey().bytes(), channel)) {
        for (Session session : pattern.getValue()) {
          session.push(PATTERN_MESSAGE, pattern.getKey().bytes(), channel, message);
          sent++;
        }
      }
    }
    return sent;
  }

  int channelCount() {
    return channels.size();
  }

  int patternCount() {
    return patterns.size();
  }

  private static void remove(Map<Key, Set<Session>> table, Key name, Session session) {
    Set<Session> listeners = table.get(name);
    if (listeners != null && listeners.remove(session) && listeners.isEmpty()) {
      table.remove(name);
    }
  }
}
