package dev.wakeful.stream;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Sink#flush] and [Sink#close].
final class EndSink implements Future<Void> {
  private @Nullable Sink<?> sink;
  private final boolean closes;

  EndSink(Sink<?> sink, boolean closes) {
    this.sink = Objects.requireNonNull(sink);
    this.closes = closes;
  }

  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    Sink<?> lender = sink;
    if (lender == null) {
      throw Finished.polledAgain(toString());
    }
    sink = null; // if anything is thrown, this has finished
    Poll<Void> answer = closes ? lender.pollClose(cx) : lender.pollFlush(cx);
    if (answer.isPending()) {
      sink = lender;
    }
    return answer;
  }

  @Override
  public void cancel() {
    sink = null;
  }

  @Override
  public String toString() {
    return closes ? "close" : "flush";
  }
}
