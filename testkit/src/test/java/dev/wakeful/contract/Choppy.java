package dev.wakeful.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wakeful.future.Future;
import dev.wakeful.io.AsyncRead;
import dev.wakeful.io.AsyncWrite;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Places and sources that cut bytes anywhere and answer Pending anywhere, by a seed.
final class Choppy {
  private Choppy() {}

  /// Polls it until it has finished, as an executor does.
  static <T extends @Nullable Object> T finish(Future<T> future) throws Exception {
    TestTask<T> task = TestTask.of(future);
    Poll<T> answer = task.poll();
    while (answer.isPending()) {
      if (!task.isWoken()) {
        throw new AssertionError(future + " answered Pending and nobody was woken");
      }
      answer = task.poll();
    }
    return answer.get();
  }

  /// Gives the bytes in pieces.
  static final class Source implements AsyncRead {
    private final ByteBuffer bytes;
    private final Random random;
    private final int longest;
    private final boolean waits;
    private @Nullable IOException failure;
    int reads;

    private Source(byte[] bytes, long seed, int longest, boolean waits) {
      this.bytes = ByteBuffer.wrap(bytes);
      this.random = new Random(seed);
      this.longest = longest;
      this.waits = waits;
    }

    static Source of(byte[] bytes, long seed) {
      return new Source(bytes, seed, 1 + (int) (seed % 7) * 3, true);
    }

    static Source of(String text, long seed) {
      return of(text.getBytes(UTF_8), seed);
    }

    /// One byte with each read.
    static Source byteByByte(byte[] bytes) {
      return new Source(bytes, 0, 1, false);
    }

    /// As much as there is room for.
    static Source whole(String text) {
      return new Source(text.getBytes(UTF_8), 0, Integer.MAX_VALUE, false);
    }

    /// Fails in the place of the end.
    Source failingWith(IOException e) {
      failure = e;
      return this;
    }

    int left() {
      return bytes.remaining();
    }

    @Override
    public Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
      if (!into.hasRemaining()) {
        return Poll.ready(0);
      }
      if (waits && random.nextInt(3) == 0) {
        cx.waker().wake();
        return Poll.pending();
      }
      reads++;
      if (!bytes.hasRemaining()) {
        IOException thrown = failure;
        if (thrown != null) {
          throw thrown;
        }
        return Poll.ready(-1);
      }
      int most = Math.min(into.remaining(), bytes.remaining());
      int amount = waits ? Math.min(most, 1 + random.nextInt(longest)) : Math.min(most, longest);
      into.put(into.position(), bytes, bytes.position(), amount);
      into.position(into.position() + amount);
      bytes.position(bytes.position() + amount);
      return Poll.ready(amount);
    }
  }

  /// Takes the bytes in pieces.
  static final class Place implements AsyncWrite {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Random random;
    private final int longest;
    private final boolean waits;
    private @Nullable IOException failure;
    int writes;
    int flushes;
    boolean isShut;
    boolean isFlushed = true;

    private Place(long seed, int longest, boolean waits) {
      this.random = new Random(seed);
      this.longest = longest;
      this.waits = waits;
    }

    static Place of(long seed) {
      return new Place(seed, 1 + (int) (seed % 5) * 4, true);
    }

    /// Takes everything at once.
    static Place whole() {
      return new Place(0, Integer.MAX_VALUE, false);
    }

    /// Fails with each call from now on; null to get well again.
    void failWith(@Nullable IOException e) {
      failure = e;
    }

    byte[] written() {
      return bytes.toByteArray();
    }

    String text() {
      return bytes.toString(UTF_8);
    }

    @Override
    public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
      if (isShut) {
        throw new IOException("shut");
      }
      if (pauses(cx)) {
        return Poll.pending();
      }
      writes++;
      isFlushed = false;
      int amount = Math.min(from.remaining(), waits ? 1 + random.nextInt(longest) : longest);
      byte[] taken = new byte[amount];
      from.get(taken);
      bytes.writeBytes(taken);
      return Poll.ready(amount);
    }

    @Override
    public Poll<Void> pollFlush(Context cx) throws IOException {
      if (pauses(cx)) {
        return Poll.pending();
      }
      flushes++;
      isFlushed = true;
      return Poll.done();
    }

    @Override
    public Poll<Void> pollShutdown(Context cx) throws IOException {
      if (pauses(cx)) {
        return Poll.pending();
      }
      isShut = true;
      return Poll.done();
    }

    private boolean pauses(Context cx) throws IOException {
      IOException thrown = failure;
      if (thrown != null) {
        throw thrown;
      }
      boolean pauses = waits && random.nextInt(3) == 0;
      if (pauses) {
        cx.waker().wake();
      }
      return pauses;
    }
  }
}
