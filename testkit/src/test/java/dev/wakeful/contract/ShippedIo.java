package dev.wakeful.contract;

import dev.wakeful.io.AsyncRead;
import dev.wakeful.io.AsyncWrite;
import dev.wakeful.io.Copy;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Sink;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What `core` ships for bytes, between a stream and a sink of the probe that stand for sockets.
final class ShippedIo {
  private ShippedIo() {}

  static void add(Shipped to) {
    to.future(
        "copy",
        probe ->
            Copy.of(
                new Source(probe.lent(probe.items(1, 2, 3))), new Drain(probe.lent(probe.sink()))));
  }

  /// Reads one byte for each item.
  private record Source(Stream<Integer> items) implements AsyncRead {
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
        into.put((byte) 1);
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
