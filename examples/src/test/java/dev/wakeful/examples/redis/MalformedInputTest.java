package dev.wakeful.examples.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A hundred thousand clients that make mistakes.
class MalformedInputTest {
  private static final int CLIENTS = 100_000;

  /// What a session may hold beside what it was sent.
  private static final int CONSTANT = 64;

  @Test
  void endsInRepliesOrACloseAndHoldsNoMoreThanTwiceWhatWasSent() {
    Random random = new Random(42);
    Engine engine = new Engine(Limits.STANDARD, 0);
    int closed = 0;
    int answered = 0;
    for (int i = 0; i < CLIENTS; i++) {
      Session session = engine.connect("test:" + i, () -> {}, i);
      byte[] sent = RequestCorpus.spoilt(random);
      int at = 0;
      while (at < sent.length && !session.isClosing()) {
        int piece = Math.min(sent.length - at, 1 + random.nextInt(64));
        session.receive(sent, at, piece, i);
        at += piece;
        assertThat(session.held()).isLessThanOrEqualTo(2 * at + CONSTANT);
      }
      answered += session.replies().size() > 0 ? 1 : 0;
      closed += session.isClosing() ? 1 : 0;
      if (session.isClosing() && session.replies().size() > 0) {
        session.receive(sent, 0, sent.length, i); // to a closing session nothing more is done
      }
      engine.disconnect(session);
      if (i % 1000 == 0) {
        for (int database = 0; database < Engine.DATABASES; database++) {
          engine.database(database).clear();
        }
      }
    }
    assertThat(closed).isGreaterThan(CLIENTS / 10);
    assertThat(answered).isGreaterThan(CLIENTS / 2);
    assertThat(engine.sessions()).isEmpty();
    assertThat(engine.subscribers().channelCount()).isZero();
  }

  /// Together they promise 64 GiB and a thousand million arguments, more than any heap.
  @Test
  void promisesAreNotPaidForInAdvance() {
    Engine engine = new Engine(Limits.STANDARD, 0);
    byte[] promise = "*1048576\r\n$67108864\r\nabc".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 1000; i++) {
      engine.connect("test:" + i, () -> {}, 0).receive(promise, 0, promise.length, 0);
    }
    assertThat(engine.sessions())
        .hasSize(1000)
        .allMatch(session -> !session.isClosing())
        .allMatch(session -> session.held() == promise.length);
  }
}
