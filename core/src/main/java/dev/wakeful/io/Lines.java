package dev.wakeful.io;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Stream for [AsyncBufRead#lines].
final class Lines implements Stream<String> {
  private @Nullable AsyncBufRead source;
  private final LineBuffer line;

  Lines(AsyncBufRead source, int limit) {
    this.source = Objects.requireNonNull(source);
    this.line = new LineBuffer(limit);
  }

  @Override
  public Object pollNextRaw(Context cx) throws IOException {
    AsyncBufRead lender = source;
    if (lender == null) {
      return RawNext.END;
    }
    source = null; // if the source fails, this has ended
    LineBuffer.Step step = line.read(cx, lender);
    if (step == LineBuffer.Step.END) {
      return line.isEmpty() ? RawNext.END : line.takeStripped();
    }
    source = lender;
    return switch (step) {
      case PENDING -> RawNext.PENDING;
      case TOO_LONG -> throw line.tooLong();
      default -> line.takeStripped();
    };
  }

  @Override
  public Next<String> pollNext(Context cx) throws IOException {
    return RawNext.box(pollNextRaw(cx));
  }

  @Override
  public void cancel() {
    source = null;
  }

  @Override
  public String toString() {
    return "lines";
  }
}
