package dev.wakeful.stream;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#next].
final class NextFuture<T extends @Nullable Object> implements Future<Optional<T>> {
  private @Nullable Stream<T> stream;

  NextFuture(Stream<T> stream) {
    this.stream = Objects.requireNonNull(stream);
  }

  @Override
  @SuppressWarnings("NullAway") // an item of null is refused by Optional.of, with its own message
  public Poll<Optional<T>> poll(Context cx) throws Exception {
    Stream<T> lender = stream;
    if (lender == null) {
      throw Finished.polledAgain("next");
    }
    stream = null;
    return switch (lender.pollNext(cx)) {
      case Next.Item<T>(T value) -> Poll.ready(Optional.of(value));
      case Next.Pending<T> pending -> {
        stream = lender;
        yield Poll.pending();
      }
      case Next.End<T> end -> Poll.ready(Optional.empty());
    };
  }

  @Override
  public void cancel() {
    stream = null;
  }
}
