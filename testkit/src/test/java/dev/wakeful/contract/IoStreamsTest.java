package dev.wakeful.contract;

import static dev.wakeful.contract.Choppy.finish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.contract.Choppy.Place;
import dev.wakeful.contract.Choppy.Source;
import dev.wakeful.future.AbortHandle;
import dev.wakeful.future.Aborted;
import dev.wakeful.future.Blocking;
import dev.wakeful.future.Future;
import dev.wakeful.io.AsyncBufRead;
import dev.wakeful.io.AsyncRead;
import dev.wakeful.io.AsyncWrite;
import dev.wakeful.io.BufReader;
import dev.wakeful.io.ChunkReader;
import dev.wakeful.io.Copy;
import dev.wakeful.io.Cursor;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Poll;
import dev.wakeful.task.Slots;
import dev.wakeful.testkit.TestTask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Where bytes meet streams of chunks, blocking streams, and each other.
class IoStreamsTest {
  @Test
  @Tag("F-60")
  void chunksAreReadAsOneRow() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      String text = "one\ntwo\r\n\nthree ü 世\nlast";
      byte[] bytes = text.getBytes(UTF_8);
      List<ByteBuffer> chunks = new ArrayList<>();
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(random.nextInt(5), bytes.length - at);
        chunks.add(ByteBuffer.wrap(bytes, at, length));
        at += length;
      }
      assertThat(finish(ChunkReader.of(Stream.fromIterable(chunks)).readToString()))
          .isEqualTo(text);
      assertThat(finish(ChunkReader.of(Stream.fromIterable(chunks)).lines().toList()))
          .as("positions of chunks stay")
          .containsExactly("one", "two", "", "three ü 世", "last");
    }
  }

  @Test
  @Tag("F-60")
  void aFailureOfTheStreamIsThrownOnceThenTheEnd() throws Exception {
    HandStream<ByteBuffer> stream = HandStream.of(ByteBuffer.wrap(new byte[] {1}));
    ChunkReader reader = ChunkReader.of(stream);
    ByteBuffer into = ByteBuffer.allocate(10);
    assertThat(finish(reader.read(into))).isEqualTo(1);
    stream.failure = new IllegalStateException("lost");
    assertThatThrownBy(() -> finish(reader.read(into)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lost")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(stream.cancelled).isTrue();
    assertThat(finish(reader.read(into))).isEqualTo(-1);
    assertThat(finish(reader.read(into))).isEqualTo(-1);
  }

  @Test
  @Tag("F-60")
  void closingCancelsTheStream() throws Exception {
    HandStream<ByteBuffer> stream = new HandStream<>();
    ChunkReader reader = ChunkReader.of(stream);
    reader.close();
    reader.close();
    assertThat(stream.cancelled).isTrue();
    assertThat(finish(reader.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
  }

  @Test
  @Tag("F-93")
  void aBlockingStreamIsReadOnThePoolOnly() throws Exception {
    Pool pool = new Pool();
    InputStream in = new ByteArrayInputStream("one\ntwo".getBytes(UTF_8));
    AsyncBufRead reader = AsyncRead.fromInputStream(in);
    TestTask<String> all = TestTask.of(reader.readToString(), pool.slots());
    assertThat(all.poll().isPending()).isTrue();
    assertThat(in.available()).as("the thread that polls does not read").isEqualTo(7);
    assertThat(pool.finish(all)).isEqualTo("one\ntwo");
    assertThat(pool.finish(reader.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
    assertThat(pool.calls).as("the end is not asked for again").isEqualTo(2);
  }

  @Test
  @Tag("F-93")
  void aCallThatWasGivenUpLosesNothing() throws Exception {
    Pool pool = new Pool();
    AsyncBufRead reader =
        AsyncRead.fromInputStream(new ByteArrayInputStream("hello".getBytes(UTF_8)));
    TestTask<ByteBuffer> first = TestTask.of(reader.fillBuf(), pool.slots());
    assertThat(first.poll().isPending()).isTrue();
    first.cancel();
    pool.runAll();
    assertThat(pool.finish(reader.readToString())).isEqualTo("hello");
  }

  @Test
  @Tag("F-93")
  void aBlockingStreamThatFailsSaysSo() {
    Pool pool = new Pool();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cable cut");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return read();
          }
        };
    AsyncBufRead reader = AsyncRead.fromInputStream(broken);
    assertThatThrownBy(() -> pool.finish(reader.readToEnd())).hasMessage("cable cut");
    assertThatThrownBy(() -> finish(AsyncRead.fromInputStream(broken).readToEnd()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("blocking pool");
  }

  @Test
  @Tag("F-93")
  void aBlockingStreamIsWrittenFlushedAndClosedOnThePoolOnly() throws Exception {
    Pool pool = new Pool();
    Out out = new Out();
    AsyncWrite writer = AsyncWrite.fromOutputStream(out);
    byte[] bytes = new byte[20_000];
    new Random(1).nextBytes(bytes);
    TestTask<Void> writing = TestTask.of(writer.writeAll(ByteBuffer.wrap(bytes)), pool.slots());
    assertThat(writing.poll().isPending()).isTrue();
    assertThat(out.size()).as("the thread that polls does not write").isZero();
    pool.finish(writing);
    pool.finish(writer.flush());
    assertThat(out.toByteArray()).isEqualTo(bytes);
    assertThat(out.flushes).isEqualTo(1);
    pool.finish(writer.flush());
    assertThat(out.flushes).as("there was nothing to flush").isEqualTo(1);
    pool.finish(writer.shutdown());
    pool.finish(writer.shutdown());
    assertThat(out.closed).isEqualTo(1);
    assertThatThrownBy(() -> pool.finish(writer.write(ByteBuffer.allocate(1))))
        .hasMessageContaining("shut down");
  }

  @Test
  @Tag("F-93")
  void whatCouldNotBeWrittenIsToldToTheNextCall() throws Exception {
    Pool pool = new Pool();
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("disk full");
          }
        };
    AsyncWrite writer = AsyncWrite.fromOutputStream(broken);
    pool.finish(writer.writeAll(ByteBuffer.allocate(1)));
    assertThatThrownBy(() -> pool.finish(writer.flush())).hasMessage("disk full");
  }

  @Test
  @Tag("F-94")
  void copyPassesEverythingOnHoweverItIsCut() throws Exception {
    for (int seed = 0; seed < 300; seed++) {
      byte[] bytes = new byte[seed * 100];
      new Random(seed).nextBytes(bytes);
      Place place = Place.of(seed + 1);
      Copy copy = Copy.of(Source.of(bytes, seed), place);
      assertThat(finish(copy)).isEqualTo(bytes.length);
      assertThat(place.written()).as("seed %d", seed).isEqualTo(bytes);
      assertThat(place.isFlushed).isTrue();
      assertThat(place.isShut).isFalse();
    }
  }

  @Test
  @Tag("F-94")
  void aBufferedCopyThatIsCancelledAnywhereLosesNothing() throws Exception {
    String text = "the quick brown fox";
    for (int seed = 0; seed < 300; seed++) {
      BufReader reader = BufReader.of(Source.of(text, seed), 1 + seed % 9);
      Place place = Place.of(seed + 1);
      Copy first = Copy.ofBuffered(reader, place);
      TestTask<Long> task = TestTask.of(first);
      boolean finished = false;
      for (int polls = seed % 20; polls > 0 && !finished; polls--) {
        finished = task.poll().isReady();
      }
      if (!finished) {
        task.cancel();
        assertThat(first.copied()).isEqualTo(place.written().length);
        long rest = finish(Copy.ofBuffered(reader, place));
        assertThat(first.copied() + rest).isEqualTo(text.length());
      }
      assertThat(place.text()).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  @Tag("F-94")
  void anAbortedCopyKeepsWhatHasBeenCopiedAndSaysHowMuch() throws Exception {
    AbortHandle handle = new AbortHandle();
    BufReader reader = BufReader.of(Source.of("hello, world", 3), 4);
    Place place = Place.of(3);
    Copy copy = Copy.ofBuffered(reader, place);
    TestTask<Long> task = TestTask.of(copy.abortable(handle));
    while (copy.copied() < 5) {
      assertThat(task.poll().isPending()).isTrue();
    }
    handle.abort();
    assertThatThrownBy(task::poll).isInstanceOf(Aborted.class);
    assertThat(place.written()).hasSize((int) copy.copied());
    finish(Copy.ofBuffered(reader, place));
    assertThat(place.text()).as("and nothing was lost").isEqualTo("hello, world");
  }

  @Test
  @Tag("F-94")
  void copyGivesWayToOtherTasks() throws Exception {
    assertThat(finish(Copy.of(AsyncRead.repeat((byte) 1).take(1_000_000), AsyncWrite.drain())))
        .isEqualTo(1_000_000);
    Cursor small = IoReadTest.cursor("..");
    assertThatThrownBy(() -> finish(Copy.of(Source.whole("abc"), small)))
        .hasMessageContaining("no room");
  }

  /// Runs calls when it is told to.
  private static final class Pool implements Blocking {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int calls;

    Slots slots() {
      return Slots.none().with(Blocking.SLOT, this);
    }

    <T extends @Nullable Object> T finish(Future<T> future) throws Exception {
      return finish(TestTask.of(future, slots()));
    }

    <T extends @Nullable Object> T finish(TestTask<T> task) throws Exception {
      Poll<T> answer = task.poll();
      while (answer.isPending()) {
        runAll();
        assertThat(task.isWoken()).isTrue();
        answer = task.poll();
      }
      return answer.get();
    }

    void runAll() {
      while (!waiting.isEmpty()) {
        waiting.remove().run();
      }
    }

    @Override
    public <T extends @Nullable Object> Future<T> run(Callable<T> call) {
      calls++;
      CompletableFuture<T> outcome = new CompletableFuture<>();
      waiting.add(() -> {
        try {
          outcome.complete(call.call());
        } catch (Exception e) {
          outcome.completeExceptionally(e);
        }
      });
      return Future.fromStage(outcome);
    }
  }

  private static final class Out extends ByteArrayOutputStream {
    private int flushes;
    private int closed;

    @Override
    public void flush() {
      flushes++;
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
