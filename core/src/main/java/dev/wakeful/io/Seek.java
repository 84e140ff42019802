package dev.wakeful.io;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [AsyncSeek#seek].
final class Seek extends RawFuture<Long> {
  private @Nullable AsyncSeek bytes;
  private final SeekFrom to;
  private boolean started;

  Seek(AsyncSeek bytes, SeekFrom to) {
    this.bytes = Objects.requireNonNull(bytes);
    this.to = Objects.requireNonNull(to);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    AsyncSeek lender = bytes;
    if (lender == null) {
      throw Finished.polledAgain("seek");
    }
    bytes = null; // if anything is thrown, this has finished
    if (!started) {
      if (lender.pollComplete(cx).isPending()) { // an earlier one
        bytes = lender;
        return RawPoll.PENDING;
      }
      lender.startSeek(to);
      started = true;
    }
    if (lender.pollComplete(cx) instanceof Poll.Ready<Long>(Long position)) {
      return position;
    }
    bytes = lender;
    return RawPoll.PENDING;
  }

  @Override
  public void cancel() {
    bytes = null;
  }

  @Override
  public String toString() {
    return "seek";
  }
}
