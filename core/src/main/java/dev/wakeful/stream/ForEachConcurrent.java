package dev.wakeful.stream;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.RawFuture;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#forEachConcurrent] and [Stream#forEachConcurrentUnbounded].
final class ForEachConcurrent<T extends @Nullable Object> extends RawFuture<Void>
    implements Traced {
  private final BufferUnordered<T, ?> results;
  private boolean finished;

  ForEachConcurrent(
      String name,
      Stream<T> source,
      int limit,
      ThrowingFunction<? super T, ? extends Future<?>> body) {
    this.results = new BufferUnordered<T, @Nullable Object>(name, source, limit, body);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    if (finished) {
      throw Finished.polledAgain(results.toString());
    }
    boolean pending = false;
    try {
      Object answer = results.pollNextRaw(cx);
      while (RawNext.isItem(answer)) {
        answer = results.pollNextRaw(cx);
      }
      pending = answer == RawNext.PENDING;
      return pending ? RawPoll.PENDING : null;
    } finally {
      if (!pending) {
        cancel();
      }
    }
  }

  @Override
  public void cancel() {
    finished = true;
    results.cancel();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    finished = true;
    return results.pollCancel(cx);
  }

  @Override
  public List<Future<?>> awaited() {
    return results.running().awaited();
  }

  @Override
  public String toString() {
    return results.toString();
  }
}
