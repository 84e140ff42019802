package dev.wakeful.examples.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What scripts cannot see: time to the millisecond, what is due, limits, who is woken.
class EngineTest {
  private static final Limits LIMITS = new Limits(100, 10, 200, 100, 10, 300);
  private static final long START = 1_000_000;

  private Engine engine;
  private Session client;
  private final AtomicInteger wakes = new AtomicInteger();

  @BeforeEach
  void start() {
    engine = new Engine(LIMITS, START);
    client = engine.connect("1.2.3.4:5", wakes::incrementAndGet, START);
  }

  @Test
  void aKeyIsThereUntilItsLastMillisecondIsOver() {
    say(client, START, "SET k v PX 10\r\n");
    assertThat(say(client, START + 10, "GET k\r\n")).isEqualTo("$1\r\nv\r\n");
    assertThat(say(client, START + 11, "GET k\r\n")).isEqualTo("$-1\r\n");
  }

  @Test
  void aKeyNobodyAsksForIsRemovedByItsDeadline() {
    say(client, START, "SET k v PX 10\r\n");
    assertThat(engine.nextDeadline()).isEqualTo(START + 11);
    engine.tick(START + 11);
    assertThat(engine.database(0).size()).isZero();
    assertThat(engine.nextDeadline()).isEqualTo(Deadlines.NONE);
  }

  @Test
  void anEndThatWasReplacedOrTakenBackIsNotDue() {
    for (int i = 0; i < 5; i++) {
      say(client, START, "SET k v PX 10\r\n");
    }
    say(client, START, "PEXPIRE k 50\r\n");
    assertThat(engine.nextDeadline()).isEqualTo(START + 51);
    say(client, START, "SET k v\r\n");
    assertThat(engine.nextDeadline()).isEqualTo(Deadlines.NONE);
    for (String way : new String[] {"PERSIST k", "DEL k", "FLUSHALL", "SET k 1", "GETSET k 1"}) {
      say(client, START, "SET k v PX 10\r\n");
      say(client, START, way + "\r\n");
      assertThat(engine.nextDeadline()).as(way).isEqualTo(Deadlines.NONE);
    }
  }

  @Test
  void aTimeoutIsTakenBackWhenTheWaitIsOver() {
    Session other = engine.connect("x", () -> {}, START);
    say(client, START, "BLPOP q 10\r\n");
    assertThat(engine.nextDeadline()).isEqualTo(START + 10_000);
    say(other, START, "RPUSH q a\r\n");
    assertThat(engine.nextDeadline()).isEqualTo(Deadlines.NONE);
    assertThat(wakes).hasValue(1);
    assertThat(replies(client)).isEqualTo("*2\r\n$1\r\nq\r\n$1\r\na\r\n");
  }

  @Test
  void aTimeoutTooFarAwayIsRefused() {
    assertThat(say(client, 1_800_000_000_000L, "BLPOP q 9223372036854773\r\n"))
        .isEqualTo("-ERR timeout is out of range\r\n");
  }

  @Test
  void aClientThatLeavesIsForgottenEverywhere() {
    say(client, START, "SUBSCRIBE a b\r\n");
    say(client, START, "PSUBSCRIBE a*\r\n");
    engine.disconnect(client);
    engine.disconnect(client);
    Session blocked = engine.connect("x", () -> {}, START);
    say(blocked, START, "BLPOP q 10\r\n");
    engine.disconnect(blocked);

    assertThat(engine.subscribers().channelCount()).isZero();
    assertThat(engine.subscribers().patternCount()).isZero();
    assertThat(engine.database(0).waiting(key("q"))).isEmpty();
    assertThat(engine.nextDeadline()).isEqualTo(Deadlines.NONE);
    assertThat(engine.sessions()).isEmpty();
  }

  @Test
  void aListenerWithTooMuchWaitingIsDisconnected() {
    Session loud = engine.connect("x", () -> {}, START);
    say(client, START, "SUBSCRIBE c\r\n");
    String publish = "PUBLISH c " + "x".repeat(60) + "\r\n";
    assertThat(say(loud, START, publish)).isEqualTo(":1\r\n");
    say(loud, START, publish + publish + publish);
    assertThat(client.isClosing()).isTrue();
    assertThat(client.replies().size()).isZero();
    assertThat(wakes).hasPositiveValue();
  }

  @Test
  void aClientThatDoesNotReadHasItsCommandsLeftAlone() {
    say(client, START, "SET k " + "x".repeat(80) + "\r\n");
    receive(client, START, "GET k\r\n".repeat(8));
    assertThat(client.isFull()).isTrue();
    assertThat(client.replies().size()).isBetween(LIMITS.output(), LIMITS.output() + 100);
    int replies = 0;
    while (client.replies().size() > 0) {
      replies += replies(client).split("\\$80", -1).length - 1;
      client.resume(START);
    }
    assertThat(replies).isEqualTo(8);
    assertThat(client.isFull()).isFalse();
  }

  @Test
  void aCommandTooLongAsAWholeDisconnects() {
    receive(client, START, "*9\r\n" + ("$50\r\n" + "x".repeat(50) + "\r\n").repeat(3));
    receive(client, START, "$50\r\n" + "x".repeat(40));
    assertThat(client.isClosing()).isTrue();
  }

  @Test
  void aStringTooLongIsRefused() {
    say(client, START, "SET k " + "x".repeat(80) + "\r\n");
    assertThat(say(client, START, "APPEND k " + "x".repeat(21) + "\r\n"))
        .isEqualTo("-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n");
    assertThat(say(client, START, "STRLEN k\r\n")).isEqualTo(":80\r\n");
  }

  @Test
  void afterQuitNothingIsRun() {
    receive(client, START, "QUIT\r\nSET k v\r\n");
    receive(client, START, "SET k v\r\n");
    assertThat(replies(client)).isEqualTo("+OK\r\n");
    assertThat(engine.database(0).size()).isZero();
  }

  private static Key key(String name) {
    return new Key(name.getBytes(ISO_8859_1));
  }

  /// Sends, and returns the replies.
  private static String say(Session session, long now, String bytes) {
    receive(session, now, bytes);
    return replies(session);
  }

  private static void receive(Session session, long now, String bytes) {
    byte[] sent = bytes.getBytes(ISO_8859_1);
    session.receive(sent, 0, sent.length, now);
  }

  private static String replies(Session session) {
    String said = ISO_8859_1.decode(session.replies().unsent()).toString();
    session.replies().sent(said.length());
    return said;
  }
}
