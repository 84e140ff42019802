package dev.wakeful.io;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A source with a buffer before it, in which one can move; see [BufReader#ofSeekable].
///
/// Positions are those of the next byte this reader gives, not of the source, which is ahead by
/// what is in the buffer. Moving throws the buffer away, unless it is relative and ends inside.
public final class SeekableBufReader extends BufReader implements AsyncSeek {
  private final AsyncSeek source;
  private boolean seeking;

  <S extends AsyncRead & AsyncSeek> SeekableBufReader(S source, int capacity) {
    super(source, ByteBuffer.allocate(Limits.check(capacity)));
    this.source = source;
  }

  @Override
  public void startSeek(SeekFrom to) throws IOException {
    if (seeking) {
      throw new IllegalStateException("a seek is in progress; poll pollComplete until it is Ready");
    }
    boolean relative = to.origin() == SeekFrom.Origin.CURRENT;
    if (!relative || !moveInStore(to.offset())) {
      source.startSeek(relative ? SeekFrom.current(to.offset() - available()) : to);
      discard();
    }
    seeking = true;
  }

  @Override
  public Poll<Long> pollComplete(Context cx) throws IOException {
    if (!(source.pollComplete(cx) instanceof Poll.Ready<Long>(Long position))) {
      return Poll.pending();
    }
    seeking = false;
    return Poll.ready(position - available());
  }
}
