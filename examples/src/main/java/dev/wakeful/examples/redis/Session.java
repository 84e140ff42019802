package dev.wakeful.examples.redis;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One client, from its first byte to its last.
///
/// Bytes go in by [#receive] and come out of [#replies]. A session is *blocked* while a BLPOP
/// waits: what the client sends meanwhile is kept until it is over. It is *closing* when it has
/// said QUIT or something that is no Redis protocol: its replies are still to be sent, and then the
/// connection is to be closed.
final class Session {
  /// With so many bytes of replies waiting to be sent, further commands wait too: a pipeline costs
  /// memory for this much and for one reply, whatever it asks for.
  private static final int PIPELINED = 64 * 1024;

  /// Number of the client, counted from 1 and never used again.
  final long id;

  /// To which engine it belongs.
  final Engine engine;

  /// Where the client is, as `host:port`.
  final String address;

  /// When it came, in milliseconds of wall time.
  final long since;

  /// Channels it listens to.
  final Set<Key> channels = new LinkedHashSet<>();

  /// Patterns it listens to.
  final Set<Key> patterns = new LinkedHashSet<>();

  /// Replies that have not been sent.
  final ReplyBuffer out = new ReplyBuffer();

  /// What SELECT has chosen.
  Database database;

  /// What CLIENT SETNAME has set, or nothing.
  String name = "";

  /// When its last command came, in milliseconds of wall time.
  long lastSeen;

  /// Full name of its last command.
  String lastCommand = "NULL";

  /// Whether CLIENT REPLY OFF holds.
  boolean muted;

  /// For CLIENT REPLY SKIP: 2 while that command itself runs, 1 while the one to be muted runs.
  int skip;

  /// The BLPOP that waits, if one does.
  @Nullable BlockedPop blocked;

  /// Makes commands of what it sends.
  private final RespParser parser;

  /// How to make the connection send.
  private final Outlet outlet;

  /// Whether no further command is to be run.
  private boolean closing;

  /// How many bytes of [#out] the engine has been told of.
  private int reported;

  /// Whether commands have been left alone because the client has too many replies to read first.
  private boolean paused;

  Session(Engine engine, long id, String address, Outlet outlet) {
    this.engine = engine;
    this.id = id;
    this.address = address;
    this.outlet = outlet;
    this.since = engine.now().millis();
    this.lastSeen = since;
    this.database = engine.database(0);
    this.parser = new RespParser(engine.limits());
  }

  /// Takes bytes from the client and runs every command they complete.
  ///
  /// @param bytes the caller's again when this returns
  /// @param wallMillis the time
  void receive(byte[] bytes, int offset, int count, long wallMillis) {
    engine.now().set(wallMillis);
    if (closing) {
      return;
    }
    parser.feed(bytes, offset, count);
    runCommands();
    engine.settle();
    if (parser.pending() > engine.limits().request()) {
      close(); // without a word, as Redis does
    }
  }

  /// Goes on with commands that were left alone until the client had read its replies.
  ///
  /// @param wallMillis the time
  void resume(long wallMillis) {
    if (paused) {
      engine.now().set(wallMillis);
      runCommands();
      engine.settle();
    }
  }

  /// Runs what has come, until there is no whole command left, or one blocks, or the replies are
  /// more than the client should have waiting. At the end what is left belongs to the parser.
  void runCommands() {
    paused = false;
    try {
      while (blocked == null && !closing) {
        if (out.size() > Math.min(PIPELINED, engine.limits().output())) {
          paused = true;
          break;
        }
        byte[][] command = parser.next();
        if (command == null) {
          break;
        }
        Commands.run(this, command);
        engine.serveReadyLists();
      }
    } catch (ProtocolException e) {
      out.error(e.reply());
      close();
    }
    parser.keep();
  }

  /// The socket has taken replies.
  ///
  /// @param count how many bytes
  void sent(int count) {
    out.sent(count);
    report();
  }

  /// Tells the engine how much waits to be sent.
  private void report() {
    engine.outputChanged(out.size() - reported);
    reported = out.size();
  }

  /// Gives up the replies that wait: the client is gone.
  void drop() {
    out.clear();
    report();
  }

  /// Replies that wait to be sent.
  ReplyBuffer replies() {
    return out;
  }

  /// Bytes received that no command has used yet.
  int pending() {
    return parser.pending();
  }

  /// Bytes of memory held for the client's unfinished command.
  int held() {
    return parser.held();
  }

  /// Whether it is of no use to send more now: what has come has not been used yet.
  boolean isFull() {
    return paused || (blocked != null && parser.pending() > engine.limits().line());
  }

  /// Whether the connection is to be closed once the replies are sent.
  boolean isClosing() {
    return closing;
  }

  /// No further command is run; what was replied is still to be sent.
  void close() {
    closing = true;
    outlet.wake();
  }

  /// Sends something the client did not ask for: a message of a channel.
  ///
  /// @param parts the elements of the message
  void push(byte[]... parts) {
    if (closing) {
      return;
    }
    out.push(parts.length);
    for (byte[] part : parts) {
      out.bulk(part);
    }
    limitOutput();
    outlet.wake();
  }

  /// The wait is over; the reply is in [#out]. What came meanwhile is run by [Engine#settle].
  void unblock() {
    BlockedPop over = blocked;
    if (over != null) {
      blocked = null;
      over.leave(engine.deadlines());
      engine.resumeLater(this);
      outlet.wake();
    }
  }

  /// Disconnects a client that lets its replies pile up, by itself or as one of too many: they are
  /// thrown away.
  void limitOutput() {
    report();
    if (out.size() > engine.limits().output() || engine.isOverdrawn(out.size())) {
      drop();
      close();
    }
  }

  /// How many channels and patterns it listens to.
  int subscriptions() {
    return channels.size() + patterns.size();
  }

  /// Whether it may only speak of subscriptions: a RESP2 client could not tell a message from a
  /// reply.
  boolean onlyListens() {
    return out.version() == 2 && subscriptions() > 0;
  }
}
