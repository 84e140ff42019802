package dev.wakeful.stream;

import dev.wakeful.future.Finished;
import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#next].
final class NextFuture<T extends @Nullable Object> extends RawFuture<Optional<T>> {
  private @Nullable Stream<T> stream;

  NextFuture(Stream<T> stream) {
    this.stream = Objects.requireNonNull(stream);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Stream<T> lender = stream;
    if (lender == null) {
      throw Finished.polledAgain("next");
    }
    stream = null;
    Object raw = lender.pollNextRaw(cx);
    if (raw == RawNext.PENDING) {
      stream = lender;
      return raw;
    }
    return optional("next", raw);
  }

  /// An item, or nothing at the end.
  static Optional<?> optional(String name, @Nullable Object raw) {
    if (raw == RawNext.END) {
      return Optional.empty();
    }
    return Optional.of(
        Objects.requireNonNull(
            raw, () -> "`" + name + "` can't give an item that is null; use pollNext or forEach"));
  }

  @Override
  public void cancel() {
    stream = null;
  }

  @Override
  public String toString() {
    return "next";
  }
}
