package dev.wakeful.contract;

import static dev.wakeful.contract.Choppy.finish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.contract.Choppy.Source;
import dev.wakeful.future.Outcome;
import dev.wakeful.io.AsyncBufRead;
import dev.wakeful.io.AsyncRead;
import dev.wakeful.io.BufReader;
import dev.wakeful.io.LimitExceededException;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Lines and delimiters, however the bytes come.
class IoLinesTest {
  private static final int SEEDS = 2_000;
  private static final String ALPHABET = "ab\n\r\nü世";

  @Test
  @Tag("F-92")
  void linesAreTheSameHoweverTheBytesAreCut() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      String text = randomText(seed);
      List<String> expected = linesOf(text);
      for (int capacity : new int[] {1, 3, 8192}) {
        BufReader reader = BufReader.of(Source.of(text, seed), capacity);
        assertThat(finish(reader.lines().toList()))
            .as("seed %d, capacity %d", seed, capacity)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  @Tag("F-92")
  void readLineKeepsTheEndOfTheLine() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      BufReader reader = BufReader.of(Source.of("one\ntwo\r\n\nthr\ree", seed), 4);
      assertThat(finish(reader.readLine())).contains("one\n");
      assertThat(finish(reader.readLine())).contains("two\r\n");
      assertThat(finish(reader.readLine())).contains("\n");
      assertThat(finish(reader.readLine())).contains("thr\ree");
      assertThat(finish(reader.readLine())).isEqualTo(Optional.empty());
      assertThat(finish(reader.readLine())).isEqualTo(Optional.empty());
    }
  }

  @Test
  @Tag("F-92")
  void aLineThatIsTooLongFailsAndTheRestIsReadOn() throws Exception {
    BufReader reader = BufReader.of(Source.byteByByte("1234567\nok\n".getBytes(UTF_8)));
    assertThatThrownBy(() -> finish(reader.readLine(5)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("5 bytes");
    assertThat(finish(reader.readLine(5))).as("behind what was read").contains("7\n");
    assertThat(finish(reader.readLine(5))).contains("ok\n");
  }

  @Test
  @Tag("F-92")
  void linesSkipsALineThatIsTooLongOrBroken() throws Exception {
    byte[] bytes = "good\nmuch too long for it\nbr?ken\n\nlast".getBytes(UTF_8);
    bytes[new String(bytes, UTF_8).indexOf('?')] = (byte) 0xFF;
    for (int seed = 0; seed < 200; seed++) {
      for (int capacity : new int[] {1, 7, 100}) {
        List<String> seen = new ArrayList<>();
        AsyncBufRead reader = BufReader.of(Source.of(bytes, seed), capacity);
        for (Outcome<String> each : finish(reader.lines(9).catching().toList())) {
          seen.add(
              switch (each) {
                case Outcome.Success<String>(String line) -> line;
                case Outcome.Failure<String>(LimitExceededException e) -> "<too long>";
                case Outcome.Failure<String>(Throwable e) -> "<" + e.getMessage() + ">";
              });
        }
        assertThat(seen)
            .as("seed %d, capacity %d", seed, capacity)
            .containsExactly(
                "good", "<too long>", "<the bytes are not UTF-8: see byte 2>", "", "last");
      }
    }
  }

  @Test
  @Tag("F-92")
  void theLimitCountsTheEndOfTheLine() throws Exception {
    assertThat(finish(BufReader.of(Source.whole("1234\n")).lines(5).toList()))
        .containsExactly("1234");
    assertThatThrownBy(() -> finish(BufReader.of(Source.whole("12345\n")).lines(5).toList()))
        .isInstanceOf(LimitExceededException.class);
    assertThat(finish(BufReader.of(Source.whole("12345")).lines(5).toList()))
        .containsExactly("12345");
    assertThatThrownBy(() -> finish(BufReader.of(Source.whole("x".repeat(8193))).lines().toList()))
        .as("8 KiB if nothing is said")
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  @Tag("F-92")
  void aFailureOfTheSourceIsGivenOnceThenTheEnd() throws Exception {
    Source source = Source.whole("a\nrest").failingWith(new IOException("cable cut"));
    List<Outcome<String>> seen = finish(BufReader.of(source).lines().catching().toList());
    assertThat(seen).hasSize(2);
    assertThat(seen.get(0)).isEqualTo(new Outcome.Success<>("a"));
    assertThat(seen.get(1)).isInstanceOf(Outcome.Failure.class);
  }

  @Test
  @Tag("F-92")
  void aCancelledNextKeepsWhatWasReadOfTheLine() throws Exception {
    HandFedBytes source = new HandFedBytes();
    Stream<String> lines = BufReader.of(source).lines();
    TestTask<Optional<String>> first = TestTask.of(lines.next());
    source.give("hel");
    assertThat(first.poll().isPending()).isTrue();
    first.cancel();
    source.give("lo\n");
    assertThat(finish(lines.next())).contains("hello");
  }

  /// A peer that sends one byte at a time: each byte is looked at once, so the work grows with the
  /// bytes and not with their square.
  @Test
  @Tag("F-92")
  void aSlowPeerCostsNoMoreThanAFastOne() throws Exception {
    assertThat(looksPerByte(2_000)).isLessThan(3.0);
    assertThat(looksPerByte(200_000)).isLessThan(3.0);
  }

  @Test
  @Tag("F-92")
  void readUntilStopsBehindTheDelimiter() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      BufReader reader = BufReader.of(Source.of("a,bc,,d", seed), 1 + seed % 5);
      ByteBuffer into = ByteBuffer.allocate(10);
      assertThat(finish(reader.readUntil((byte) ',', into))).isEqualTo(2);
      assertThat(finish(reader.readUntil((byte) ',', into))).isEqualTo(3);
      assertThat(finish(reader.readUntil((byte) ',', into))).isEqualTo(1);
      assertThat(finish(reader.readUntil((byte) ',', into))).isEqualTo(1);
      assertThat(finish(reader.readUntil((byte) ',', into))).isZero();
      assertThat(UTF_8.decode(into.flip()).toString()).isEqualTo("a,bc,,d");
    }
  }

  @Test
  @Tag("F-92")
  void readUntilFailsWhenTheBufferIsFull() throws Exception {
    BufReader reader = BufReader.of(Source.whole("abcdef,"));
    ByteBuffer into = ByteBuffer.allocate(3);
    assertThatThrownBy(() -> finish(reader.readUntil((byte) ',', into)))
        .isInstanceOf(LimitExceededException.class);
    assertThat(new String(into.array(), UTF_8)).isEqualTo("abc");
    assertThat(finish(reader.readUntil((byte) ',', ByteBuffer.allocate(9))))
        .as("nothing was lost")
        .isEqualTo(4);
  }

  @Test
  @Tag("F-92")
  void aCancelledReadUntilGoesOnInTheSameBuffer() throws Exception {
    HandFedBytes source = new HandFedBytes();
    BufReader reader = BufReader.of(source);
    ByteBuffer into = ByteBuffer.allocate(10);
    TestTask<Integer> first = TestTask.of(reader.readUntil((byte) ';', into));
    source.give("ab");
    assertThat(first.poll().isPending()).isTrue();
    first.cancel();
    source.give("c;d");
    assertThat(finish(reader.readUntil((byte) ';', into))).isEqualTo(2);
    assertThat(UTF_8.decode(into.flip()).toString()).isEqualTo("abc;");
  }

  private static double looksPerByte(int length) throws Exception {
    byte[] bytes = "x".repeat(length).getBytes(UTF_8);
    Counting counting = new Counting(BufReader.of(Source.byteByByte(bytes)));
    assertThat(finish(counting.readLine(length)).orElseThrow()).hasSize(length);
    return (double) counting.shown / length;
  }

  private static String randomText(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(60); left > 0; left--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /// The oracle: split at `\n`, drop one `\r` before it.
  private static List<String> linesOf(String text) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      String line = text.substring(from, at);
      lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      from = at + 1;
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  /// Counts how many bytes are shown to the reader of a line.
  private static final class Counting implements AsyncBufRead {
    private final AsyncBufRead source;
    private long shown;

    Counting(AsyncBufRead source) {
      this.source = source;
    }

    @Override
    public Poll<ByteBuffer> pollFillBuf(Context cx) throws IOException {
      Poll<ByteBuffer> answer = source.pollFillBuf(cx);
      if (answer instanceof Poll.Ready<ByteBuffer>(ByteBuffer store)) {
        shown += store.remaining();
      }
      return answer;
    }

    @Override
    public void consume(int bytes) {
      source.consume(bytes);
    }
  }

  /// Pending until it is given something.
  private static final class HandFedBytes implements AsyncRead {
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    void give(String text) {
      bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Override
    public Poll<Integer> pollRead(Context cx, ByteBuffer into) {
      if (!bytes.hasRemaining()) {
        return Poll.pending();
      }
      int amount = bytes.remaining();
      into.put(bytes);
      return Poll.ready(amount);
    }
  }
}
