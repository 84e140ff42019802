package dev.wakeful.contract;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Waker;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A stream whose items are put in by hand, and which is Pending when there is none.
final class HandFed<T> implements Stream<T> {
  private final Queue<Callable<Next<T>>> answers = new ArrayDeque<>();
  private @Nullable Waker waker;
  private boolean ended;
  boolean cancelled;
  int polls;

  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  static <T> HandFed<T> of(T... items) {
    HandFed<T> fed = new HandFed<>();
    for (T item : items) {
      fed.put(item);
    }
    return fed;
  }

  HandFed<T> put(T item) {
    return add(() -> Next.item(item));
  }

  HandFed<T> fail(Exception failure) {
    return add(() -> {
      throw failure;
    });
  }

  HandFed<T> fail(Error error) {
    return add(() -> {
      throw error;
    });
  }

  HandFed<T> end() {
    return add(() -> {
      ended = true;
      return Next.end();
    });
  }

  private HandFed<T> add(Callable<Next<T>> answer) {
    answers.add(answer);
    Waker woken = waker;
    waker = null;
    if (woken != null) {
      woken.wake();
    }
    return this;
  }

  @Override
  public Next<T> pollNext(Context cx) throws Exception {
    if (ended || cancelled) {
      throw new AssertionError("polled after its end");
    }
    polls++;
    Callable<Next<T>> answer = answers.poll();
    if (answer == null) {
      waker = cx.waker();
      return Next.pending();
    }
    return answer.call();
  }

  @Override
  public void cancel() {
    if (ended) {
      throw new AssertionError("cancelled after its end");
    }
    cancelled = true;
  }
}
