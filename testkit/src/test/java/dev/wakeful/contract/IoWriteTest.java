package dev.wakeful.contract;

import static dev.wakeful.contract.Choppy.finish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.contract.Choppy.Place;
import dev.wakeful.io.AsyncWrite;
import dev.wakeful.io.BufWriter;
import dev.wakeful.io.LineWriter;
import dev.wakeful.stream.Sink;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What can be written to any place, however it takes the bytes.
class IoWriteTest {
  private static final int SEEDS = 300;

  @Test
  @Tag("F-91")
  void writeAllVectoredAdvancesAllBuffers() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      ByteBuffer[] row = {bytes("he"), bytes(""), bytes("llo, "), bytes("world")};
      Place place = Place.of(seed);
      finish(place.writeAllVectored(row));
      assertThat(place.text()).isEqualTo("hello, world");
      assertThat(Arrays.stream(row).anyMatch(ByteBuffer::hasRemaining)).isFalse();
    }
    finish(Place.whole().writeAllVectored());
    assertThat(finish(Place.whole().writeVectored(bytes("")))).isZero();
    assertThat(finish(Place.whole().writeVectored(bytes(""), bytes("abc")))).isEqualTo(3);
  }

  @Test
  @Tag("F-91")
  void aSinkOfBuffersWritesThemAll() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Place place = Place.of(seed);
      Sink<ByteBuffer> sink = place.intoSink();
      finish(sink.sendAll(Stream.of(bytes("hello"), bytes(""), bytes(", "))));
      assertThat(place.isFlushed).isTrue();
      finish(sink.feed(bytes("world")));
      finish(sink.close());
      assertThat(place.text()).isEqualTo("hello, world");
      assertThat(place.isShut).isTrue();
      finish(sink.close());
      assertThatThrownBy(() -> finish(sink.feed(bytes("x"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("`intoSink`");
    }
  }

  @Test
  @Tag("F-91")
  void aFailureOfThePlaceIsTheEndOfItsSink() {
    Place place = Place.whole();
    Sink<ByteBuffer> sink = place.intoSink();
    assertThatThrownBy(() -> sink.startSend(bytes("x"))).hasMessageContaining("pollReady");
    place.failWith(new IOException("disk full"));
    assertThatThrownBy(() -> finish(sink.send(bytes("x")))).hasMessage("disk full");
    assertThatThrownBy(() -> finish(sink.flush())).hasMessageContaining("failed");
  }

  @Test
  @Tag("F-93")
  void aBufferedWriterSendsWhatWasWritten() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Place place = Place.of(seed);
      BufWriter writer = BufWriter.of(place, 1 + random.nextInt(20));
      StringBuilder expected = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        String piece = "abcdefghijklmnopqrstuvwxyz0123456789".substring(0, random.nextInt(30));
        expected.append(piece);
        finish(writer.writeAll(bytes(piece)));
        if (random.nextInt(10) == 0) {
          finish(writer.flush());
          assertThat(place.isFlushed).isTrue();
          assertThat(place.text()).isEqualTo(expected.toString());
        }
      }
      finish(writer.shutdown());
      assertThat(place.isShut).isTrue();
      assertThat(place.text()).as("seed %d", seed).isEqualTo(expected.toString());
    }
  }

  @Test
  @Tag("F-93")
  void aBufferedWriterWritesSeldomAndLargePiecesPastItsBuffer() throws Exception {
    Place place = Place.whole();
    BufWriter writer = BufWriter.of(place, 10);
    for (int i = 0; i < 10; i++) {
      finish(writer.writeAll(bytes("x")));
    }
    assertThat(place.writes).isZero();
    assertThat(writer.toString()).startsWith("BufWriter[10 of 10 bytes");
    finish(writer.writeAll(bytes("y")));
    assertThat(place.writes).isEqualTo(1);
    finish(writer.writeAll(bytes("0123456789")));
    assertThat(place.writes).as("the buffer, then the large one").isEqualTo(3);
    assertThat(place.text()).isEqualTo("xxxxxxxxxxy0123456789");
    assertThat(place.flushes).isZero();
  }

  @Test
  @Tag("F-93")
  void whatAFailedPlaceHasNotTakenStaysInTheBuffer() throws Exception {
    Place place = Place.whole();
    BufWriter writer = BufWriter.of(place);
    finish(writer.writeAll(bytes("kept")));
    place.failWith(new IOException("later"));
    assertThatThrownBy(() -> finish(writer.flush())).hasMessage("later");
    place.failWith(null);
    finish(writer.flush());
    assertThat(place.text()).isEqualTo("kept");
  }

  @Test
  @Tag("F-93")
  void aLineWriterSendsUpToTheLastNewline() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Place place = Place.of(seed);
      LineWriter writer = LineWriter.of(place, 1 + seed % 20);
      finish(writer.writeAll(bytes("one\ntw")));
      assertThat(place.text()).startsWith("one\n");
      finish(writer.writeAll(bytes("o\nthree\nfo")));
      assertThat(place.text()).startsWith("one\ntwo\nthree\n");
      finish(writer.flush());
      assertThat(place.text()).isEqualTo("one\ntwo\nthree\nfo");
      finish(writer.writeAll(bytes("ur")));
      finish(writer.shutdown());
      assertThat(place.text()).isEqualTo("one\ntwo\nthree\nfour");
    }
    Place place = Place.whole();
    LineWriter writer = LineWriter.of(place);
    finish(writer.writeAll(bytes("no line yet")));
    assertThat(place.writes).isZero();
    assertThat(writer.toString()).startsWith("LineWriter[");
  }

  @Test
  @Tag("F-93")
  void drainTakesEverythingAndKeepsToItsBudget() throws Exception {
    AsyncWrite drain = AsyncWrite.drain();
    finish(drain.writeAll(ByteBuffer.allocate(1_000_000)));
    Context poor = Context.of(Waker.noop());
    poor.begin(Waker.noop(), 0);
    assertThat(drain.pollWrite(poor, ByteBuffer.allocate(1)).isPending()).isTrue();
    finish(drain.flush());
    finish(drain.shutdown());
    assertThatThrownBy(() -> finish(drain.write(ByteBuffer.allocate(1))))
        .hasMessageContaining("shut down");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
