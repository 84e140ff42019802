package dev.wakeful.contract;

import dev.wakeful.future.Future;
import dev.wakeful.io.AsyncRead;
import dev.wakeful.io.AsyncSeek;
import dev.wakeful.io.AsyncWrite;
import dev.wakeful.io.BufReader;
import dev.wakeful.io.BufWriter;
import dev.wakeful.io.Copy;
import dev.wakeful.io.SeekFrom;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Sink;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import dev.wakeful.testkit.Probe;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What `core` ships for bytes, between a stream and a sink of the probe that stand for sockets.
final class ShippedIo {
  private ShippedIo() {}

  static void add(Shipped to) {
    to.future("copy", probe -> Copy.of(source(probe, "abc"), place(probe)));
    to.future("copy", probe -> Copy.ofBuffered(reader(probe, "abc"), place(probe)));
    to.future("pollFn", probe -> source(probe, "abc").readFully(ByteBuffer.allocate(3)));
    to.future("pollFn", probe -> source(probe, "a").readVectored(ByteBuffer.allocate(3)));
    to.future("pollFn", probe -> reader(probe, "a").fillBuf());
    to.future("readToEnd", probe -> source(probe, "abc").readToEnd());
    to.future("map", probe -> source(probe, "abc").readToString());
    to.future("readUntil", probe -> reader(probe, "ab;").readUntil((byte) ';', room()));
    to.future("readLine", probe -> reader(probe, "ab\n").readLine());
    to.stream("lines", probe -> reader(probe, "a\nb").lines());
    to.future("pollFn", probe -> place(probe).writeAllVectored(one(), one()));
    to.future("pollFn", probe -> BufWriter.of(place(probe), 1).writeAll(one()));
    to.future("pollFn", probe -> BufWriter.of(place(probe)).shutdown());
    to.future("seek", probe -> new Disk(probe.lent(probe.value(1))).seek(SeekFrom.start(1)));
    to.bytes("intoSink", probe -> place(probe).intoSink());
  }

  private static Source source(Probe probe, String text) {
    Character[] items = text.chars().mapToObj(c -> (char) c).toArray(Character[]::new);
    return new Source(probe.lent(probe.items(items)));
  }

  private static BufReader reader(Probe probe, String text) {
    return BufReader.of(source(probe, text));
  }

  private static Drain place(Probe probe) {
    return new Drain(probe.lent(probe.sink()));
  }

  private static ByteBuffer one() {
    return ByteBuffer.wrap(new byte[] {1});
  }

  private static ByteBuffer room() {
    return ByteBuffer.allocate(100);
  }

  /// Arrives when its future is ready.
  private static final class Disk implements AsyncSeek {
    private final Future<Integer> way;
    private boolean moving;

    Disk(Future<Integer> way) {
      this.way = way;
    }

    @Override
    public void startSeek(SeekFrom to) {
      moving = true;
    }

    @Override
    public Poll<Long> pollComplete(Context cx) throws IOException {
      try {
        if (moving && way.pollRaw(cx) == RawPoll.PENDING) {
          return Poll.pending();
        }
        moving = false;
        return Poll.ready(1L);
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  /// Reads one byte for each item.
  private record Source(Stream<Character> items) implements AsyncRead {
    @Override
    public Poll<Integer> pollRead(Context cx, ByteBuffer into) throws IOException {
      try {
        Object raw = items.pollNextRaw(cx);
        if (raw == RawNext.PENDING) {
          return Poll.pending();
        }
        if (raw == RawNext.END) {
          return Poll.ready(-1);
        }
        into.put((byte) RawPoll.<Character>value(raw).charValue());
        return Poll.ready(1);
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  /// Writes one item for each byte.
  private record Drain(Sink<Byte> items) implements AsyncWrite {
    @Override
    public Poll<Integer> pollWrite(Context cx, ByteBuffer from) throws IOException {
      try {
        if (items.pollReady(cx).isPending()) {
          return Poll.pending();
        }
        items.startSend(from.get());
        return Poll.ready(1);
      } catch (Exception e) {
        throw new IOException(e);
      }
    }

    @Override
    public Poll<Void> pollFlush(Context cx) throws IOException {
      try {
        return items.pollFlush(cx);
      } catch (Exception e) {
        throw new IOException(e);
      }
    }

    @Override
    public Poll<Void> pollShutdown(Context cx) throws IOException {
      try {
        return items.pollClose(cx);
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
