package dev.wakeful.stream;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.ThrowingFunction;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [Stream#forEach].
final class ForEach<T extends @Nullable Object> implements Future<Void>, Traced {
  private @Nullable Stream<T> source;
  private final ThrowingFunction<? super T, ? extends Future<?>> body;
  private @Nullable Future<?> working;

  ForEach(Stream<T> source, ThrowingFunction<? super T, ? extends Future<?>> body) {
    this.source = Objects.requireNonNull(source);
    this.body = Objects.requireNonNull(body);
  }

  @Override
  public Poll<Void> poll(Context cx) throws Exception {
    boolean pending = false;
    try {
      Poll<Void> answer = advance(cx);
      pending = answer.isPending();
      return answer;
    } finally {
      if (!pending) {
        cancel();
      }
    }
  }

  private Poll<Void> advance(Context cx) throws Exception {
    Stream<T> items = source;
    if (items == null) {
      throw Finished.polledAgain("forEach");
    }
    while (true) {
      Future<?> current = working;
      if (current != null) {
        working = null; // if its poll throws, it has finished
        if (current.pollRaw(cx) == RawPoll.PENDING) {
          working = current;
          return Poll.pending();
        }
      }
      Object raw = items.pollNextRaw(cx);
      if (!RawNext.isItem(raw)) {
        return raw == RawNext.END ? Poll.done() : Poll.pending();
      }
      working =
          Objects.requireNonNull(
              body.apply(RawPoll.value(raw)),
              "the body of `forEach` returned null instead of a future");
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    Future<?> current = working;
    if (current != null && current.pollCancel(cx).isPending()) {
      return Poll.pending();
    }
    working = null;
    cancel();
    return Poll.done();
  }

  @Override
  public List<Future<?>> awaited() {
    Future<?> current = working;
    return current != null ? List.of(current) : List.of();
  }

  @Override
  public String toString() {
    return "forEach";
  }

  @Override
  public void cancel() {
    Future<?> current = working;
    Stream<T> items = source;
    working = null;
    source = null;
    if (current != null) {
      current.cancel();
    }
    if (items != null) {
      items.cancel();
    }
  }
}
