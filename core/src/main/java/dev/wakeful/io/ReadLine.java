package dev.wakeful.io;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Future for [AsyncBufRead#readLine].
final class ReadLine extends RawFuture<Optional<String>> {
  private @Nullable AsyncBufRead source;
  private final LineBuffer line;

  ReadLine(AsyncBufRead source, int limit) {
    this.source = Objects.requireNonNull(source);
    this.line = new LineBuffer(limit);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    AsyncBufRead lender = source;
    if (lender == null) {
      throw Finished.polledAgain("readLine");
    }
    source = null; // if anything is thrown, this has finished
    LineBuffer.Step step = line.read(cx, lender);
    if (step == LineBuffer.Step.PENDING) {
      source = lender;
      return RawPoll.PENDING;
    }
    if (step == LineBuffer.Step.TOO_LONG) {
      throw line.tooLong();
    }
    return line.isEmpty() ? Optional.empty() : Optional.of(line.take());
  }

  @Override
  public void cancel() {
    source = null;
  }

  @Override
  public String toString() {
    return "readLine";
  }
}
