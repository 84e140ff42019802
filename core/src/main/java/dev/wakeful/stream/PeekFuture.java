package dev.wakeful.stream;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.RawPoll;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Future for [Peekable#peek] and [Peekable#nextIf].
final class PeekFuture<T extends @Nullable Object> extends RawFuture<Optional<T>> {
  private final String name;
  private final @Nullable ThrowingPredicate<? super T> test;
  private @Nullable Peekable<T> stream;

  PeekFuture(String name, Peekable<T> stream, @Nullable ThrowingPredicate<? super T> test) {
    this.name = name;
    this.stream = stream;
    this.test = test;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Peekable<T> lender = stream;
    if (lender == null) {
      throw Finished.polledAgain(name);
    }
    stream = null;
    Object raw = lender.pollPeekRaw(cx);
    if (raw == RawNext.PENDING) {
      stream = lender;
      return raw;
    }
    if (test == null || raw == RawNext.END) {
      return NextFuture.optional(name, raw);
    }
    if (!test.test(RawPoll.value(raw))) {
      return Optional.empty();
    }
    return NextFuture.optional(name, lender.pollNextRaw(cx));
  }

  @Override
  public void cancel() {
    stream = null;
  }

  @Override
  public String toString() {
    return name;
  }
}
