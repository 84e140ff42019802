package dev.wakeful.contract;

import static dev.wakeful.contract.Choppy.finish;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wakeful.io.AsyncRead;
import dev.wakeful.io.AsyncSeek;
import dev.wakeful.io.BufReader;
import dev.wakeful.io.Cursor;
import dev.wakeful.io.SeekFrom;
import dev.wakeful.io.SeekableBufReader;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.testkit.TestTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Moving among bytes.
class IoSeekTest {
  @Test
  @Tag("F-93")
  void aCursorReadsAndWritesWhereItStands() throws Exception {
    byte[] bytes = "hello".getBytes(UTF_8);
    Cursor cursor = Cursor.over(ByteBuffer.wrap(bytes, 1, 4));
    finish(cursor.writeAll(ByteBuffer.wrap("EL".getBytes(UTF_8))));
    assertThat(new String(bytes, UTF_8)).isEqualTo("hELlo");
    assertThat(cursor.position()).isEqualTo(2);
    assertThat(finish(cursor.readToString())).isEqualTo("lo");
    assertThat(finish(cursor.write(ByteBuffer.allocate(0)))).isZero();
    assertThatThrownBy(() -> finish(cursor.write(ByteBuffer.allocate(1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no room");
    finish(cursor.flush());
    finish(cursor.shutdown());
    assertThatThrownBy(() -> finish(cursor.write(ByteBuffer.allocate(1))))
        .hasMessageContaining("shut down");
  }

  @Test
  @Tag("C-24")
  @Tag("F-92")
  void seekingGoesAnywhereButBeforeTheStart() throws Exception {
    Cursor cursor = IoReadTest.cursor("0123456789");
    assertThat(finish(cursor.seek(SeekFrom.start(7)))).isEqualTo(7);
    assertThat(finish(cursor.seekRelative(-2))).isEqualTo(5);
    assertThat(finish(cursor.streamPosition())).isEqualTo(5);
    assertThat(finish(cursor.seek(SeekFrom.end(-1)))).isEqualTo(9);
    assertThat(finish(cursor.readToString())).isEqualTo("9");
    assertThat(finish(cursor.seek(SeekFrom.end(5)))).isEqualTo(15);
    assertThat(finish(cursor.readToString())).as("behind the end").isEmpty();
    assertThatThrownBy(() -> finish(cursor.write(ByteBuffer.allocate(1))))
        .hasMessageContaining("no room");
    assertThatThrownBy(() -> finish(cursor.seekRelative(-16)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("-16");
    assertThat(finish(cursor.streamPosition())).as("it stays").isEqualTo(15);
  }

  @Test
  @Tag("C-24")
  void aSecondSeekWhileOneIsInProgressIsAnError() throws Exception {
    Cursor cursor = IoReadTest.cursor("0123456789");
    cursor.startSeek(SeekFrom.start(1));
    assertThatThrownBy(() -> cursor.startSeek(SeekFrom.start(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in progress");
    SeekableBufReader reader = BufReader.ofSeekable(IoReadTest.cursor("0123"));
    reader.startSeek(SeekFrom.start(1));
    assertThatThrownBy(() -> reader.startSeek(SeekFrom.start(2)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(finish(reader.streamPosition())).isEqualTo(1);
    reader.startSeek(SeekFrom.start(2));
  }

  @Test
  @Tag("F-92")
  void aSeekWaitsForACancelledOne() throws Exception {
    SlowDisk disk = new SlowDisk();
    TestTask<Long> first = TestTask.of(disk.seek(SeekFrom.start(3)));
    assertThat(first.poll().isPending()).isTrue();
    first.cancel();
    TestTask<Long> second = TestTask.of(disk.seek(SeekFrom.start(5)));
    assertThat(second.poll().isPending()).as("the first one is on its way").isTrue();
    disk.arrive();
    assertThat(second.poll().isPending()).isTrue();
    disk.arrive();
    assertThat(second.poll()).isEqualTo(Poll.ready(5L));
    assertThatThrownBy(second::poll).hasMessageContaining("`seek`");
  }

  @Test
  @Tag("F-92")
  void aRelativeSeekInsideTheBufferKeepsIt() throws Exception {
    CountedSeeks source = new CountedSeeks("0123456789");
    SeekableBufReader reader = BufReader.ofSeekable(source, 6);
    ByteBuffer two = ByteBuffer.allocate(2);
    finish(reader.readFully(two));
    assertThat(finish(reader.seekRelative(3))).isEqualTo(5);
    assertThat(finish(reader.seekRelative(-4))).isEqualTo(1);
    assertThat(source.seeks).as("all inside the buffer").isZero();
    assertThat(source.reads).isEqualTo(1);
    assertThat(finish(reader.seekRelative(7))).isEqualTo(8);
    assertThat(source.seeks).isEqualTo(1);
    assertThat(finish(reader.readToString())).isEqualTo("89");
  }

  @Test
  @Tag("F-92")
  void aBufferedReaderIsAlwaysWhereItSays() throws Exception {
    String text = "abcdefghijklmnopqrstuvwxyz";
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      SeekableBufReader reader =
          BufReader.ofSeekable(IoReadTest.cursor(text), 1 + random.nextInt(10));
      int position = 0;
      for (int step = 0; step < 40; step++) {
        int target = random.nextInt(text.length());
        long arrived =
            finish(
                switch (random.nextInt(3)) {
                  case 0 -> reader.seek(SeekFrom.start(target));
                  case 1 -> reader.seek(SeekFrom.end(target - text.length()));
                  default -> reader.seekRelative(target - position);
                });
        assertThat(arrived).as("seed %d, step %d", seed, step).isEqualTo(target);
        ByteBuffer one = ByteBuffer.allocate(1);
        finish(reader.readFully(one));
        assertThat((char) one.get(0)).isEqualTo(text.charAt(target));
        position = target + 1;
        assertThat(finish(reader.streamPosition())).isEqualTo(position);
      }
    }
  }

  /// Arrives when it is told to.
  private static final class SlowDisk implements AsyncSeek {
    private long position;
    private long target = -1;

    void arrive() {
      position = target;
      target = -1;
    }

    @Override
    public void startSeek(SeekFrom to) throws IOException {
      if (target >= 0) {
        throw new IllegalStateException("in progress");
      }
      target = to.resolve(position, 100);
    }

    @Override
    public Poll<Long> pollComplete(Context cx) {
      return target >= 0 ? Poll.pending() : Poll.ready(position);
    }
  }

  private static final class CountedSeeks implements AsyncRead, AsyncSeek {
    private final Cursor cursor;
    private int seeks;
    private int reads;

    CountedSeeks(String text) {
      cursor = IoReadTest.cursor(text);
    }

    @Override
    public Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
      reads++;
      return cursor.pollRead(cx, into);
    }

    @Override
    public void startSeek(SeekFrom to) throws IOException {
      seeks++;
      cursor.startSeek(to);
    }

    @Override
    public Poll<Long> pollComplete(Context cx) {
      return cursor.pollComplete(cx);
    }
  }
}
