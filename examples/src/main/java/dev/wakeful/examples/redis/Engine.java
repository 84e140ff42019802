package dev.wakeful.examples.redis;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Redis without its sockets: databases, clients, subscriptions, and what is due.
///
/// Three things happen to it: [#connect] and [#disconnect], [Session#receive], and [#tick] when
/// [#nextDeadline] has come. Each tells it the time. Nothing else moves it, so the same calls give
/// the same replies, on any day.
final class Engine {
  /// As many as SELECT knows.
  static final int DATABASES = 16;

  /// The version whose behaviour this is.
  static final String VERSION = "7.0.15";

  /// How many bytes of messages may wait for all clients together: an eighth of the heap. The limit
  /// of one client bounds nothing when there are many.
  private static final long OUTPUT = Runtime.getRuntime().maxMemory() / 8;

  /// What a client may ask for.
  private final Limits limits;

  /// The time.
  private final Now now;

  /// Wall time at the start.
  private final long startedAt;

  /// Ends of keys, timeouts of blocked clients.
  private final Deadlines deadlines = new Deadlines();

  /// By number.
  private final Database[] databases = new Database[DATABASES];

  /// Who listens.
  private final Subscribers subscribers = new Subscribers();

  /// Everybody who is connected, by number.
  private final Map<Long, Session> sessions = new LinkedHashMap<>();

  /// Lists that have got elements while somebody waited for them.
  private final LinkedHashSet<ReadyList> readyLists = new LinkedHashSet<>();

  /// Sessions whose wait is over, and which may have further commands to run.
  private final ArrayDeque<Session> resumable = new ArrayDeque<>();

  /// Number of the last client.
  private long connected;

  /// Bytes of replies that wait for clients to read them, all clients together.
  private long output;

  /// Commands run since the start.
  private long commandsRun;

  /// A list somebody waits for.
  private record ReadyList(Database database, Key key) {}

  /// @param wallMillis the time
  Engine(Limits limits, long wallMillis) {
    this.limits = limits;
    this.now = new Now(wallMillis);
    this.startedAt = wallMillis;
    for (int i = 0; i < DATABASES; i++) {
      databases[i] = new Database(i, now, deadlines);
    }
  }

  /// A client has connected.
  ///
  /// @param address where it is, as `host:port`
  /// @param outlet how to make its connection send
  /// @param wallMillis the time
  Session connect(String address, Outlet outlet, long wallMillis) {
    now.set(wallMillis);
    Session session = new Session(this, ++connected, address, outlet);
    sessions.put(session.id, session);
    return session;
  }

  /// A client is gone: its subscriptions and its waiting end. Calling it again does nothing.
  void disconnect(Session session) {
    sessions.remove(session.id);
    session.close();
    session.drop();
    unsubscribe(session);
    BlockedPop waiting = session.blocked;
    if (waiting != null) {
      session.blocked = null;
      waiting.leave(deadlines);
    }
  }

  /// When [#tick] is to be called, in milliseconds of wall time, or [Deadlines#NONE].
  long nextDeadline() {
    return deadlines.next();
  }

  /// Does what is due.
  ///
  /// @param wallMillis the time
  void tick(long wallMillis) {
    now.set(wallMillis);
    deadlines.run(wallMillis);
    settle();
  }

  /// Runs the commands of sessions whose wait is over, and what follows from them.
  void settle() {
    for (Session next = resumable.poll(); next != null; next = resumable.poll()) {
      next.runCommands();
    }
  }

  /// Notes that a session is to be gone on with.
  void resumeLater(Session session) {
    resumable.add(session);
  }

  /// A list has got an element: if somebody waits for it, it is served when this command is done.
  void listGrew(Database database, Key key) {
    if (!database.waiting(key).isEmpty()) {
      readyLists.add(new ReadyList(database, key));
    }
  }

  /// Gives elements to those who wait, the longest first.
  void serveReadyLists() {
    while (!readyLists.isEmpty()) {
      ReadyList ready = readyLists.removeFirst();
      Collection<BlockedPop> waiting = ready.database.waiting(ready.key);
      while (!waiting.isEmpty() && holdsList(ready)) {
        BlockedPop first = waiting.iterator().next();
        ListCommands.popInto(first.session.out, ready.database, ready.key);
        first.session.unblock();
      }
    }
  }

  private static boolean holdsList(ReadyList ready) {
    Entry entry = ready.database.find(ready.key);
    return entry != null && entry.value instanceof ListValue;
  }

  /// A client has more or fewer bytes waiting for it than it had.
  void outputChanged(int difference) {
    output += difference;
  }

  /// Whether all clients together have too many bytes waiting, and one of them more than its share.
  ///
  /// @param waiting how many wait for that one
  boolean isOverdrawn(int waiting) {
    return output > OUTPUT && waiting > OUTPUT / sessions.size();
  }

  /// Ends all subscriptions of a session without a word to it.
  void unsubscribe(Session session) {
    session.channels.forEach(channel -> subscribers.removeChannel(channel, session));
    session.patterns.forEach(pattern -> subscribers.removePattern(pattern, session));
    session.channels.clear();
    session.patterns.clear();
  }

  /// Another command begins.
  void countCommand() {
    commandsRun++;
  }

  Limits limits() {
    return limits;
  }

  Now now() {
    return now;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  Subscribers subscribers() {
    return subscribers;
  }

  /// @param index from 0
  Database database(int index) {
    return databases[index];
  }

  /// All clients, the first who came first.
  Collection<Session> sessions() {
    return sessions.values();
  }

  /// The client with this number, or null.
  @Nullable Session session(long id) {
    return sessions.get(id);
  }

  long startedAt() {
    return startedAt;
  }

  /// Clients since the start.
  long connected() {
    return connected;
  }

  /// Commands since the start.
  long commandsRun() {
    return commandsRun;
  }
}
