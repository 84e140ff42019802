package dev.wakeful.examples.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wakeful.env.Env;
import dev.wakeful.future.Future;
import dev.wakeful.runtime.AsyncRuntime;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The server over real sockets.
class RedisServerTest {
  private static final int OUTPUT = 1 << 20;
  private static final Limits LIMITS =
      new Limits(64 << 20, 1 << 20, 256 << 20, 64 << 10, 100, OUTPUT);

  private TestServer server;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(LIMITS);
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  void answersAPipelineInOrder() throws Exception {
    Socket client = connect();
    StringBuilder commands = new StringBuilder();
    StringBuilder replies = new StringBuilder();
    for (int i = 1; i <= 10_000; i++) {
      commands.append("*2\r\n$4\r\nINCR\r\n$1\r\nn\r\n");
      replies.append(':').append(i).append("\r\n");
    }
    send(client, commands.toString());
    assertThat(receive(client, replies.length())).isEqualTo(replies.toString());
  }

  @Test
  void takesAndGivesALargeValue() throws Exception {
    Socket client = connect();
    byte[] value = new byte[5_000_000];
    for (int i = 0; i < value.length; i++) {
      value[i] = (byte) ('a' + i % 26);
    }
    send(client, "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5000000\r\n");
    client.getOutputStream().write(value);
    send(client, "\r\nGET k\r\n");
    String head = "+OK\r\n$5000000\r\n";
    assertThat(receive(client, head.length())).isEqualTo(head);
    assertThat(receive(client, value.length)).isEqualTo(new String(value, US_ASCII));
    assertThat(receive(client, 2)).isEqualTo("\r\n");
  }

  @Test
  void givesAClientThatReadsLateAllItsReplies() throws Exception {
    Socket client = connect();
    send(client, "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$100000\r\n" + "x".repeat(100_000) + "\r\n");
    assertThat(receive(client, 5)).isEqualTo("+OK\r\n");
    send(client, "GET k\r\n".repeat(200)); // twenty times the limit of what may wait
    String reply = "$100000\r\n" + "x".repeat(100_000) + "\r\n";
    for (int i = 0; i < 200; i++) {
      assertThat(receive(client, reply.length())).isEqualTo(reply);
    }
  }

  @Test
  void disconnectsAListenerThatDoesNotRead() throws Exception {
    Socket lazy = connect();
    send(lazy, "SUBSCRIBE c\r\n");
    assertThat(receive(lazy, 30)).startsWith("*3\r\n$9\r\nsubscribe");
    Socket loud = connect();
    String message = "*3\r\n$7\r\nPUBLISH\r\n$1\r\nc\r\n$100000\r\n" + "x".repeat(100_000) + "\r\n";
    // the kernel's buffers take some megabytes, then the server's limit is reached
    int listeners = 1;
    int published = 0;
    while (listeners == 1) {
      send(loud, message);
      listeners = Integer.parseInt(line(loud).substring(1));
      published++;
    }
    assertThat(published).isBetween(OUTPUT / 100_000, 1000);
    send(loud, "INFO clients\r\n");
    assertThat(line(loud)).startsWith("$");
    assertThat(line(loud)).isEqualTo("# Clients");
    assertThat(line(loud)).isEqualTo("connected_clients:1");
  }

  @Test
  void refusesOneClientTooMany() throws Exception {
    for (int i = 0; i < LIMITS.clients(); i++) {
      Socket client = connect();
      send(client, "PING\r\n");
      assertThat(line(client)).isEqualTo("+PONG");
    }
    Socket tooMany = connect();
    assertThat(line(tooMany)).isEqualTo("-ERR max number of clients reached");
    assertThat(tooMany.getInputStream().read()).isEqualTo(-1);

    Socket leaving = sockets.getFirst();
    send(leaving, "QUIT\r\n");
    assertThat(line(leaving)).isEqualTo("+OK");
    assertThat(leaving.getInputStream().read()).isEqualTo(-1);
    Socket next = connect();
    send(next, "PING\r\n");
    assertThat(line(next)).isEqualTo("+PONG");
  }

  @Test
  void keysEndWithoutBeingAskedFor() throws Exception {
    Socket client = connect();
    send(client, "SET k v PX 30\r\nRPUSH l a\r\nPEXPIRE l 40\r\nDBSIZE\r\nBLPOP none 0.06\r\n");
    assertThat(line(client)).isEqualTo("+OK");
    assertThat(line(client)).isEqualTo(":1");
    assertThat(line(client)).isEqualTo(":1");
    assertThat(line(client)).isEqualTo(":2");
    assertThat(line(client)).isEqualTo("*-1");
    send(client, "DBSIZE\r\n"); // it does not look at the keys
    assertThat(line(client)).isEqualTo(":0");
  }

  @Test
  void anEarlierDeadlineOvertakesALaterOne() throws Exception {
    Socket late = connect();
    Socket early = connect();
    send(late, "BLPOP q 30\r\n");
    send(early, "BLPOP q 0.02\r\n");
    assertThat(line(early)).isEqualTo("*-1");
  }

  @Test
  void aClientThatHangsUpWhileBlockedTakesNothing() throws Exception {
    Socket gone = connect();
    send(gone, "CLIENT SETNAME gone\r\nBLPOP q 0\r\n");
    assertThat(line(gone)).isEqualTo("+OK");
    gone.close();
    Socket client = connect();
    awaitClients(client, 1);
    send(client, "RPUSH q a\r\nLLEN q\r\n");
    assertThat(line(client)).isEqualTo(":1");
    assertThat(line(client)).isEqualTo(":1");
  }

  @Test
  void answersWhatAHalfClosedClientHasSent() throws Exception {
    Socket client = connect();
    send(client, "SET k v\r\nGET k\r\n");
    client.shutdownOutput();
    assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
        .isEqualTo("+OK\r\n$1\r\nv\r\n");
  }

  @Test
  void drainingAnswersWhatHasArrivedAndDisconnects() throws Exception {
    Socket idle = connect();
    Socket busy = connect();
    Socket blocked = connect();
    send(idle, "PING\r\n");
    assertThat(line(idle)).isEqualTo("+PONG");
    send(blocked, "BLPOP q 0\r\n");
    send(busy, "PING\r\n".repeat(1000));
    assertThat(line(busy)).isEqualTo("+PONG"); // so the rest has arrived, too
    server.drain();
    assertThat(receive(busy, 7 * 999)).isEqualTo("+PONG\r\n".repeat(999));
    assertThat(busy.getInputStream().read()).isEqualTo(-1);
    assertThat(idle.getInputStream().read()).isEqualTo(-1);
    assertThat(blocked.getInputStream().read()).isEqualTo(-1);
    server.awaitEnd();
  }

  @Test
  void aCancelledServerDisconnectsAlsoWhomItHasNotListenedTo() throws Exception {
    Socket client;
    try (AsyncRuntime runtime = AsyncRuntime.currentThread()) {
      RedisServer other =
          runtime.blockOn(RedisServer.bind("127.0.0.1", 0, LIMITS, Env.system().clock()));
      client = connect(other.port());
      // Ends in the poll that accepts, so the task of the client is spawned and never polled.
      runtime.blockOn(
          Future.pollFn(cx -> {
            assertThat(other.poll(cx).isPending()).isTrue();
            return other.engine().sessions().isEmpty() ? Poll.pending() : Poll.done();
          }));
      other.cancel();
      assertThat(other.engine().sessions()).isEmpty();
    }
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  /// Asks until so many are connected; each question is an exchange with the server, which sees a
  /// hang-up as soon as it looks.
  private static void awaitClients(Socket asking, int count) throws IOException {
    String clients;
    do {
      send(asking, "INFO clients\r\n");
      line(asking);
      line(asking);
      clients = line(asking);
      line(asking);
      line(asking);
      line(asking);
    } while (!clients.equals("connected_clients:" + count));
  }

  private Socket connect() throws IOException {
    return connect(server.port());
  }

  private Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    sockets.add(socket);
    return socket;
  }

  private static void send(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(US_ASCII));
  }

  private static String receive(Socket socket, int count) throws IOException {
    return new String(socket.getInputStream().readNBytes(count), US_ASCII);
  }

  /// The next line, without its end.
  private static String line(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server has closed after '" + line + "'");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
