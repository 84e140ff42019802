package dev.wakeful.contract;

import static dev.wakeful.contract.Choppy.finish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.contract.Choppy.Place;
import dev.wakeful.contract.Choppy.Source;
import dev.wakeful.io.AsyncBufRead;
import dev.wakeful.io.AsyncRead;
import dev.wakeful.io.AsyncWrite;
import dev.wakeful.io.BufReader;
import dev.wakeful.io.ByteHalves;
import dev.wakeful.io.Cursor;
import dev.wakeful.io.LimitExceededException;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Waker;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What can be read of any source, however the bytes come.
class IoReadTest {
  private static final int SEEDS = 300;

  @Test
  @Tag("F-90")
  void readToEndGivesEverything() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      byte[] bytes = new byte[seed * 17];
      new Random(seed).nextBytes(bytes);
      assertThat(finish(Source.of(bytes, seed).readToEnd())).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  @Test
  @Tag("F-90")
  void readToEndTakesItsLimitAndNotOneByteMore() throws Exception {
    assertThat(finish(Source.of("12345", 1).readToEnd(5))).hasSize(5);
    assertThatThrownBy(() -> finish(Source.of("123456", 1).readToEnd(5)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("5 bytes")
        .satisfies(e -> assertThat(((LimitExceededException) e).limit()).isEqualTo(5));
    assertThatThrownBy(() -> finish(AsyncRead.repeat((byte) 1).readToEnd(100_000)))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> finish(AsyncRead.repeat((byte) 1).readToEnd()))
        .as("finite by default")
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> AsyncRead.empty().readToEnd(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("F-90")
  void readToStringRefusesWhatIsNotUtf8AndSaysWhere() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertThat(finish(Source.of("Grüße, 世界 🌍 \uFFFD", seed).readToString()))
          .isEqualTo("Grüße, 世界 🌍 \uFFFD");
    }
    byte[] broken = {'a', 'b', (byte) 0xC3, '('};
    assertThatThrownBy(() -> finish(Source.of(broken, 1).readToString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("byte 2");
    byte[] cut = {'a', (byte) 0xE4, (byte) 0xB8};
    assertThatThrownBy(() -> finish(Source.of(cut, 1).readToString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("byte 1");
  }

  @Test
  @Tag("F-90")
  void vectoredReadsFillTheFirstThatHasRoom() throws Exception {
    ByteBuffer full = ByteBuffer.allocate(0);
    ByteBuffer first = ByteBuffer.allocate(2);
    ByteBuffer second = ByteBuffer.allocate(9);
    Source source = Source.whole("hello");
    assertThat(finish(source.readVectored(full, first, second))).isEqualTo(2);
    assertThat(finish(source.readVectored(full, first, second))).isEqualTo(3);
    assertThat(finish(source.readVectored(full, second))).isEqualTo(-1);
    assertThat(finish(source.readVectored(full))).isZero();
    assertThat(new String(first.array(), UTF_8)).isEqualTo("he");
  }

  @Test
  @Tag("F-90")
  void chainGoesOverAtTheEndOnly() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      AsyncRead both = Source.of("hello, ", seed).chain(Source.of("world", seed + 1));
      assertThat(finish(both.read(ByteBuffer.allocate(0)))).isZero();
      assertThat(finish(both.readToString())).isEqualTo("hello, world");
      assertThat(finish(both.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
    }
  }

  @Test
  @Tag("F-90")
  void chainOfBufferedSourcesShowsOneAfterTheOther() throws Exception {
    AsyncBufRead both = cursor("ab\nc").chain(cursor("d\ne"));
    assertThat(finish(both.lines().toList())).containsExactly("ab", "cd", "e");
    assertThatThrownBy(() -> both.consume(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("F-90")
  void takeEndsAndReadsNoFurther() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Source source = Source.of("hello, world", seed);
      AsyncRead five = source.take(5);
      assertThat(finish(five.read(ByteBuffer.allocate(0)))).isZero();
      assertThat(finish(five.readToString())).isEqualTo("hello");
      assertThat(finish(five.read(ByteBuffer.allocate(9)))).isEqualTo(-1);
      assertThat(finish(source.readToString())).as("the rest").isEqualTo(", world");
    }
    assertThat(finish(Source.of("short", 1).take(100).readToString())).isEqualTo("short");
    assertThatThrownBy(() -> AsyncRead.empty().take(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("F-90")
  void takeOfABufferedSourceShowsNoMoreEither() throws Exception {
    Cursor source = cursor("hello, world");
    AsyncBufRead five = source.take(5);
    assertThat(finish(five.fillBuf()).remaining()).isEqualTo(5);
    assertThatThrownBy(() -> five.consume(6)).isInstanceOf(IllegalArgumentException.class);
    five.consume(2);
    assertThat(finish(five.readToString())).isEqualTo("llo");
    assertThat(finish(five.fillBuf()).hasRemaining()).isFalse();
    assertThat(source.position()).isEqualTo(5);
  }

  @Test
  @Tag("F-90")
  void theHalvesTakeTurns() throws Exception {
    Cursor both = cursor("....");
    ByteHalves halves = ByteHalves.of(both);
    finish(halves.writer().writeAll(ByteBuffer.wrap(new byte[] {'a', 'b'})));
    assertThat(finish(halves.reader().readToString())).as("one position").isEqualTo("..");
    finish(halves.writer().flush());
    finish(halves.writer().shutdown());
    assertThatThrownBy(() -> finish(both.write(ByteBuffer.allocate(1))))
        .hasMessageContaining("shut");
  }

  @Test
  @Tag("F-90")
  void aHalfThatFindsTheOtherAtWorkIsWokenAfterwards() throws Exception {
    Reentrant whole = new Reentrant();
    ByteHalves halves = ByteHalves.of(whole);
    TestTask<Void> writer = TestTask.of(halves.writer().writeAll(ByteBuffer.allocate(1)));
    whole.during = () -> assertThat(writer.poll().isPending()).as("the lock is held").isTrue();
    assertThat(finish(halves.reader().read(ByteBuffer.allocate(1)))).isEqualTo(-1);
    assertThat(writer.isWoken()).isTrue();
    assertThat(writer.poll().isReady()).isTrue();
  }

  @Test
  @Tag("F-93")
  void aBufferedReaderAsksItsSourceSeldom() throws Exception {
    Source source = Source.whole("x".repeat(10_000));
    BufReader reader = BufReader.of(source);
    ByteBuffer one = ByteBuffer.allocate(1);
    for (int i = 0; i < 10_000; i++) {
      assertThat(finish(reader.read(one.clear()))).isEqualTo(1);
    }
    assertThat(finish(reader.read(one.clear()))).isEqualTo(-1);
    assertThat(source.reads).as("10,000 bytes in pieces of 8,192, and the end").isEqualTo(3);
  }

  @Test
  @Tag("F-93")
  void aLargeReadGoesPastAnEmptyBuffer() throws Exception {
    Source source = Source.whole("hello, world");
    BufReader reader = BufReader.of(source, 4);
    ByteBuffer one = ByteBuffer.allocate(1);
    ByteBuffer many = ByteBuffer.allocate(100);
    finish(reader.read(one));
    assertThat(finish(reader.read(many))).as("what was in the buffer").isEqualTo(3);
    assertThat(finish(reader.read(many))).as("the rest at once").isEqualTo(8);
    assertThat(reader.toString()).startsWith("BufReader[0 of 4 bytes, ");
  }

  @Test
  @Tag("C-24")
  void whatIsShownStaysUntilItIsConsumed() throws Exception {
    BufReader reader = BufReader.of(Source.whole("hello"), 3);
    assertThatThrownBy(() -> reader.consume(1)).isInstanceOf(IllegalArgumentException.class);
    ByteBuffer shown = finish(reader.fillBuf());
    assertThat(UTF_8.decode(shown).toString()).isEqualTo("hel");
    assertThat(UTF_8.decode(finish(reader.fillBuf())).toString())
        .as("moving in the view changes nothing")
        .isEqualTo("hel");
    assertThat(shown.isReadOnly()).isTrue();
    assertThatThrownBy(() -> reader.consume(4)).hasMessageContaining("shown 3 bytes");
    assertThatThrownBy(() -> reader.consume(-1)).isInstanceOf(IllegalArgumentException.class);
    reader.consume(1);
    reader.consume(0);
    assertThatThrownBy(() -> reader.consume(3)).hasMessageContaining("shown 2 bytes");
    reader.consume(2);
    assertThat(UTF_8.decode(finish(reader.fillBuf())).toString()).isEqualTo("lo");
    reader.consume(2);
    assertThat(finish(reader.fillBuf()).hasRemaining()).isFalse();
    assertThat(finish(reader.fillBuf()).hasRemaining()).as("again").isFalse();
  }

  @Test
  @Tag("C-24")
  void aSourceThatReadsNothingIsAFailureAndNoSpin() {
    AsyncRead broken = (cx, into) -> Poll.ready(0);
    assertThatThrownBy(() -> finish(BufReader.of(broken).fillBuf()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("read nothing");
  }

  @Test
  @Tag("F-93")
  void sourcesInMemoryGiveWayToOtherTasks() throws Exception {
    Context poor = Context.of(Waker.noop());
    poor.begin(Waker.noop(), 0);
    assertThat(AsyncRead.empty().pollFillBuf(poor).isPending()).isTrue();
    assertThat(AsyncRead.repeat((byte) 1).pollRead(poor, ByteBuffer.allocate(1)).isPending())
        .isTrue();
    poor.begin(Waker.noop(), 2);
    assertThat(AsyncRead.empty().pollFillBuf(poor).get().hasRemaining()).isFalse();
    ByteBuffer three = ByteBuffer.allocate(3);
    assertThat(AsyncRead.repeat((byte) 7).pollRead(poor, three)).isEqualTo(Poll.ready(3));
    assertThat(three.array()).containsExactly(7, 7, 7);
  }

  static Cursor cursor(String text) {
    return Cursor.over(text.getBytes(UTF_8));
  }

  /// Runs something within a read.
  private static final class Reentrant implements AsyncRead, AsyncWrite {
    private final Place place = Place.whole();
    private ThrowingRunnable during = () -> {};

    @Override
    public Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
      try {
        during.run();
      } catch (Exception e) {
        throw new IOException(e);
      }
      return Poll.ready(-1);
    }

    @Override
    public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
      return place.pollWrite(cx, from);
    }

    @Override
    public Poll<Void> pollFlush(Context cx) throws IOException {
      return place.pollFlush(cx);
    }

    @Override
    public Poll<Void> pollShutdown(Context cx) throws IOException {
      return place.pollShutdown(cx);
    }
  }

  /// What may fail.
  @FunctionalInterface
  private interface ThrowingRunnable {
    void run() throws Exception;
  }
}
