package dev.wakeful.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.future.Future;
import dev.wakeful.io.AsyncRead;
import dev.wakeful.io.AsyncWrite;
import dev.wakeful.io.Copy;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Reading and writing against places that answer Pending between any two bytes.
class IoTest {
  @Test
  @Tag("C-22")
  void readTakesWhatIsThere() throws Exception {
    Trickle source = new Trickle("ab");
    ByteBuffer into = ByteBuffer.allocate(10);
    TestTask<Integer> task = TestTask.of(source.read(into));
    assertThat(task.poll().isPending()).isTrue();
    assertThat(task.isWoken()).isTrue();
    assertThat(into.position()).as("Pending leaves the buffer untouched").isZero();
    assertThat(task.poll()).isEqualTo(Poll.ready(1));
    assertThat(into.position()).isEqualTo(1);
  }

  @Test
  @Tag("C-22")
  void readFullyFillsTheBuffer() throws Exception {
    ByteBuffer into = ByteBuffer.allocate(5);
    finish(new Trickle("hello, world").readFully(into));
    assertThat(new String(into.array(), UTF_8)).isEqualTo("hello");
  }

  @Test
  @Tag("C-22")
  void readFullyFailsWhenTheStreamEndsAndKeepsWhatItRead() {
    ByteBuffer into = ByteBuffer.allocate(5);
    assertThatThrownBy(() -> finish(new Trickle("he").readFully(into)))
        .isInstanceOf(EOFException.class)
        .hasMessageContaining("3 bytes");
    assertThat(into.position()).isEqualTo(2);
  }

  @Test
  @Tag("C-22")
  void aCancelledReadFullyLosesNothing() throws Exception {
    Trickle source = new Trickle("hello");
    ByteBuffer into = ByteBuffer.allocate(5);
    TestTask<Void> task = TestTask.of(source.readFully(into));
    for (int i = 0; i < 3; i++) {
      assertThat(task.poll().isPending()).isTrue();
    }
    task.cancel();
    assertThat(into.position()).isEqualTo(2);
    finish(source.readFully(into));
    assertThat(new String(into.array(), UTF_8)).isEqualTo("hello");
  }

  @Test
  @Tag("C-23")
  void writeAllWritesEverythingAndDoesNotFlush() throws Exception {
    Drip place = new Drip();
    finish(place.writeAll(ByteBuffer.wrap("hello".getBytes(UTF_8))));
    assertThat(place.written()).isEqualTo("hello");
    assertThat(place.flushes).isZero();
    finish(place.flush());
    finish(place.shutdown());
    assertThat(place.flushes).isEqualTo(1);
    assertThat(place.closed).isTrue();
    assertThatThrownBy(() -> finish(place.write(ByteBuffer.allocate(1)))).hasMessage("closed");
  }

  @Test
  @Tag("C-23")
  void aPlaceThatTakesNothingFailsInsteadOfSpinning() {
    Drip full = new Drip();
    full.full = true;
    assertThatThrownBy(() -> finish(full.writeAll(ByteBuffer.allocate(1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("takes no more");
    assertThatThrownBy(() -> finish(Copy.of(new Trickle("x"), full)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("takes no more");
  }

  @Test
  void copyPassesEverythingOnAndFlushesButDoesNotShutDown() throws Exception {
    Drip place = new Drip();
    Copy copy = Copy.of(new Trickle("hello, world"), place);
    assertThat(finish(copy)).isEqualTo(12);
    assertThat(copy.copied()).isEqualTo(12);
    assertThat(place.written()).isEqualTo("hello, world");
    assertThat(place.unflushed).isZero();
    assertThat(place.closed).isFalse();
  }

  @Test
  @Tag("C-3")
  void copyPolledAfterItsEndNamesItself() throws Exception {
    TestTask<Long> task = TestTask.of(Copy.of(new Trickle(""), new Drip()));
    while (task.poll().isPending()) {}
    assertThatThrownBy(task::poll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`copy`");
    Copy cancelled = Copy.of(new Trickle(""), new Drip());
    cancelled.cancel();
    assertThatThrownBy(() -> finish(cancelled)).hasMessageContaining("`copy`");
  }

  @Test
  void copyFlushesWhileTheSourceHasNothing() throws Exception {
    boolean[] given = {false};
    AsyncRead oneByteThenSilence =
        (cx, into) -> {
          if (given[0]) {
            return Poll.pending();
          }
          given[0] = true;
          into.put((byte) 'a');
          return Poll.ready(1);
        };
    Drip place = new Drip();
    TestTask<Long> task = TestTask.of(Copy.of(oneByteThenSilence, place));
    assertThat(task.poll().isPending()).isTrue();
    while (task.isWoken()) {
      assertThat(task.poll().isPending()).isTrue();
    }
    assertThat(place.written()).isEqualTo("a");
    assertThat(place.unflushed).isZero();
    assertThat(place.flushes).isEqualTo(1);
  }

  @Test
  void copyFailsWithItsSource() {
    AsyncRead broken =
        (cx, into) -> {
          throw new IOException("broken");
        };
    assertThatThrownBy(() -> finish(Copy.of(broken, new Drip()))).hasMessage("broken");
  }

  private static <T> T finish(Future<T> future) throws Exception {
    TestTask<T> task = TestTask.of(future);
    Poll<T> answer = task.poll();
    while (answer.isPending()) {
      assertThat(task.isWoken()).as("Pending is a promise").isTrue();
      answer = task.poll();
    }
    return answer.get();
  }

  /// Bytes one by one, and Pending before each and before the end.
  private static final class Trickle implements AsyncRead {
    private final ByteBuffer bytes;
    private boolean ready;

    Trickle(String text) {
      bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Override
    public Poll<Integer> pollRead(Context cx, ByteBuffer into) {
      ready = !ready;
      if (ready) {
        cx.waker().wake();
        return Poll.pending();
      }
      if (!bytes.hasRemaining()) {
        return Poll.ready(-1);
      }
      into.put(bytes.get());
      return Poll.ready(1);
    }
  }

  /// Takes bytes one by one, and answers Pending before each and before each flush.
  private static final class Drip implements AsyncWrite {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean ready;
    private boolean full;
    private boolean closed;
    private int unflushed;
    private int flushes;

    String written() {
      return bytes.toString(UTF_8);
    }

    @Override
    public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      if (full) {
        return Poll.ready(0);
      }
      if (pause(cx)) {
        return Poll.pending();
      }
      bytes.write(from.get());
      unflushed++;
      return Poll.ready(1);
    }

    @Override
    public Poll<Void> pollFlush(Context cx) {
      if (pause(cx)) {
        return Poll.pending();
      }
      unflushed = 0;
      flushes++;
      return Poll.done();
    }

    @Override
    public Poll<Void> pollShutdown(Context cx) {
      closed = true;
      return Poll.done();
    }

    private boolean pause(Context cx) {
      ready = !ready;
      if (ready) {
        cx.waker().wake();
      }
      return ready;
    }
  }
}
