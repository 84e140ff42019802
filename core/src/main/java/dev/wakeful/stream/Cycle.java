package dev.wakeful.stream;

import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Stream for [Stream#cycle].
final class Cycle<T extends @Nullable Object> extends RawStream<T> {
  private @Nullable Callable<? extends Stream<? extends T>> maker;
  private @Nullable Stream<? extends T> round;
  private boolean gave;

  Cycle(Callable<? extends Stream<? extends T>> maker) {
    this.maker = Objects.requireNonNull(maker);
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    while (true) {
      Stream<? extends T> current = round;
      if (current == null) {
        current = nextRound();
        if (current == null) {
          return RawNext.END;
        }
        round = current;
        gave = false;
      }
      Object raw = current.pollNextRaw(cx);
      if (raw != RawNext.END) {
        gave |= raw != RawNext.PENDING;
        return raw;
      }
      round = null;
      if (!gave) {
        maker = null;
      }
    }
  }

  private @Nullable Stream<? extends T> nextRound() throws Exception {
    Callable<? extends Stream<? extends T>> make = maker;
    if (make == null) {
      return null;
    }
    maker = null; // if it throws, that is the end
    Stream<? extends T> made =
        Objects.requireNonNull(
            make.call(), "the function given to `cycle` returned null instead of a stream");
    maker = make;
    return made;
  }

  @Override
  public void cancel() {
    Stream<? extends T> left = round;
    maker = null;
    round = null;
    if (left != null) {
      left.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    Stream<? extends T> left = round;
    maker = null;
    if (left != null && left.pollCancel(cx).isPending()) {
      return Poll.pending();
    }
    round = null;
    return Poll.done();
  }

  @Override
  public String toString() {
    return "cycle";
  }
}
