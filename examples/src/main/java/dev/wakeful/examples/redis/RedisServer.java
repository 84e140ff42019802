package dev.wakeful.examples.redis;

import dev.wakeful.env.Clock;
import dev.wakeful.executor.Tasks;
import dev.wakeful.future.Future;
import dev.wakeful.net.TcpListener;
import dev.wakeful.net.TcpStream;
import dev.wakeful.stream.Next;
import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.time.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The server: accepts clients and gives each one a task, until it is told to [#drain]. Ready when
/// all of them are gone.
///
/// It is to be polled on a current-thread runtime: this future, the connections and the timekeeper
/// share the engine without a lock, because one thread polls them all.
final class RedisServer implements Future<Void> {
  /// For one client too many.
  private static final byte[] FULL =
      "-ERR max number of clients reached\r\n".getBytes(StandardCharsets.US_ASCII);

  /// How many bytes are read at once.
  private static final int INPUT = 64 * 1024;

  /// How long clients have to read their last replies.
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// Where clients come from.
  private final TcpListener listener;

  /// What time it is.
  private final Clock clock;

  /// What a client may ask for.
  private final Limits limits;

  /// The Redis.
  private final Engine engine;

  /// Calls the engine when something is due.
  private final Timekeeper timekeeper;

  /// What is read goes through here: one buffer for all clients, since a session keeps what it has
  /// not used before the next one reads. So a client that says nothing costs no buffer.
  private final ByteBuffer input = ByteBuffer.allocate(INPUT);

  /// Clients that are not gone.
  private final Set<Connection> connections = new LinkedHashSet<>();

  /// The task that waits for [#drain], or for the last client to go.
  private final AtomicWaker waker = new AtomicWaker();

  /// Whether it has been told to end. Any thread may set it.
  private volatile boolean draining;

  /// Ends the patience with clients that do not read their last replies; null before the end.
  private @Nullable Future<Void> grace;

  /// @param listener a bound one, which becomes the server's
  RedisServer(TcpListener listener, Limits limits, Clock clock) {
    this.listener = listener;
    this.limits = limits;
    this.clock = clock;
    this.engine = new Engine(limits, clock.wallMillis());
    this.timekeeper = new Timekeeper(engine, clock);
  }

  /// A future of a server that accepts, and has spawned the task it needs beside its own.
  ///
  /// @param host a literal address of this machine
  /// @param port 0 lets the kernel choose
  static Future<RedisServer> bind(String host, int port, Limits limits, Clock clock) {
    return TcpListener.bind(host, port)
        .map(listener -> {
          RedisServer server = new RedisServer(listener, limits, clock);
          Tasks.spawn("timekeeper", server.timekeeper).detach();
          return server;
        });
  }

  /// The port it accepts on.
  int port() {
    return listener.localAddress().getPort();
  }

  /// Ends in good order: no client is accepted any more, commands that have arrived are answered,
  /// then every client is disconnected. Any thread may call it.
  void drain() {
    draining = true;
    waker.wake();
  }

  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    waker.register(cx.waker());
    boolean pending = false;
    try {
      Poll<Void> answer = draining ? end(cx) : accept(cx);
      pending = answer.isPending();
      return answer;
    } finally {
      if (!pending) {
        cancel();
      }
    }
  }

  private Poll<Void> accept(Context cx) throws Exception {
    while (listener.pollNext(cx) instanceof Next.Item<TcpStream>(TcpStream stream)) {
      if (connections.size() >= limits.clients()) {
        refuse(stream);
      } else {
        Connection connection = new Connection(stream, this);
        connections.add(connection);
        Tasks.spawn("client " + stream.remoteAddress(), connection.serve()).detach();
      }
    }
    return Poll.pending();
  }

  private static void refuse(TcpStream stream) {
    try (stream) {
      stream.tryWrite(ByteBuffer.wrap(FULL));
    } catch (IOException e) {
      // it has gone by itself
    }
  }

  private Poll<Void> end(Context cx) throws Exception {
    Future<Void> patience = grace;
    if (patience == null) {
      patience = Time.sleep(GRACE);
      grace = patience;
      listener.close();
      connections.forEach(Connection::wake);
    }
    return connections.isEmpty() || patience.poll(cx).isReady() ? Poll.done() : Poll.pending();
  }

  /// Whether connections are to end when they have answered what has arrived.
  boolean isDraining() {
    return draining;
  }

  /// The buffer that everybody reads into; its content is gone with the next read.
  ByteBuffer input() {
    return input;
  }

  Engine engine() {
    return engine;
  }

  /// What time it is, in milliseconds since 1970.
  long wallMillis() {
    return clock.wallMillis();
  }

  /// Commands were run: something may be due earlier than the timekeeper knows.
  void noticeDeadline() {
    timekeeper.notice();
  }

  /// A client is gone.
  void ended(Connection connection) {
    connections.remove(connection);
    if (draining) {
      waker.wake();
    }
  }

  /// Stops accepting and disconnects everybody, at once.
  @Override
  public void cancel() {
    listener.close();
    List.copyOf(connections).forEach(Connection::close);
    Future<Void> patience = grace;
    if (patience != null) {
      patience.cancel();
    }
  }
}
