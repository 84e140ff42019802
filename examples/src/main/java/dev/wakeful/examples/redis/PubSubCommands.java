package dev.wakeful.examples.redis;

import dev.wakeful.examples.redis.Command.Keys;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Channels: SUBSCRIBE, PUBLISH and the forms with patterns.
final class PubSubCommands {
  /// The family these belong to, as COMMAND DOCS calls it.
  private static final String GROUP = "pubsub";

  /// What COMMAND INFO says about them.
  private static final String FLAGS = "pubsub noscript loading stale";

  private PubSubCommands() {}

  static List<Command> commands() {
    return List.of(
        Command.of(
            GROUP,
            "subscribe",
            -2,
            FLAGS,
            Keys.NONE,
            "Listens to channels.",
            PubSubCommands::subscribe),
        Command.of(
            GROUP,
            "psubscribe",
            -2,
            FLAGS,
            Keys.NONE,
            "Listens to all channels that match patterns.",
            PubSubCommands::subscribePatterns),
        Command.of(
            GROUP,
            "unsubscribe",
            -1,
            FLAGS,
            Keys.NONE,
            "Stops listening to channels, or to all of them.",
            PubSubCommands::unsubscribe),
        Command.of(
            GROUP,
            "punsubscribe",
            -1,
            FLAGS,
            Keys.NONE,
            "Stops listening to patterns, or to all of them.",
            PubSubCommands::unsubscribePatterns),
        Command.of(
            GROUP,
            "publish",
            3,
            "pubsub loading stale fast",
            Keys.NONE,
            "Sends a message to all who listen to a channel.",
            (session, args) ->
                session.out.integer(session.engine.subscribers().publish(args[1], args[2]))));
  }

  private static void subscribe(Session session, byte[][] args) {
    for (int i = 1; i < args.length; i++) {
      Key channel = new Key(args[i]);
      if (session.channels.add(channel)) {
        session.engine.subscribers().addChannel(channel, session);
      }
      confirm(session, "subscribe", args[i]);
    }
  }

  private static void subscribePatterns(Session session, byte[][] args) {
    for (int i = 1; i < args.length; i++) {
      Key pattern = new Key(args[i]);
      if (session.patterns.add(pattern)) {
        session.engine.subscribers().addPattern(pattern, session);
      }
      confirm(session, "psubscribe", args[i]);
    }
  }

  private static void unsubscribe(Session session, byte[][] args) {
    List<Key> named = named(args, session.channels);
    for (Key channel : named) {
      if (session.channels.remove(channel)) {
        session.engine.subscribers().removeChannel(channel, session);
      }
      confirm(session, "unsubscribe", channel.bytes());
    }
    if (named.isEmpty()) {
      confirm(session, "unsubscribe", null);
    }
  }

  private static void unsubscribePatterns(Session session, byte[][] args) {
    List<Key> named = named(args, session.patterns);
    for (Key pattern : named) {
      if (session.patterns.remove(pattern)) {
        session.engine.subscribers().removePattern(pattern, session);
      }
      confirm(session, "punsubscribe", pattern.bytes());
    }
    if (named.isEmpty()) {
      confirm(session, "punsubscribe", null);
    }
  }

  /// What is to be left: the names given, or everything when none is.
  private static List<Key> named(byte[][] args, Set<Key> everything) {
    return args.length == 1
        ? List.copyOf(everything)
        : Arrays.stream(args).skip(1).map(Key::new).toList();
  }

  /// One confirmation for each name.
  private static void confirm(Session session, String what, byte @Nullable [] name) {
    session.out.push(3);
    session.out.bulk(what);
    if (name == null) {
      session.out.nothing();
    } else {
      session.out.bulk(name);
    }
    session.out.integer(session.subscriptions());
  }
}
