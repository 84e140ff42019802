package dev.wakeful.executor;

import dev.wakeful.future.Finished;
import dev.wakeful.future.Future;
import dev.wakeful.future.Traced;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Future for [LocalSet#runUntil].
///
/// Inside another poll of the set it polls its own future only: the tasks are the outer one's.
///
/// @param <T> the type of the value
final class RunUntil<T extends @Nullable Object> implements Future<T>, Traced {
  private final LocalSet set;
  private final LocalSet.Poller poller = new LocalSet.Poller();
  private @Nullable Future<T> future;

  RunUntil(LocalSet set, Future<T> future) {
    this.set = set;
    this.future = Objects.requireNonNull(future);
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Confined tasks = set.tasks();
    Future<T> polled = future;
    if (polled == null) {
      throw Finished.polledAgain("runUntil");
    }
    tasks.mustOwn("polled");
    if (tasks.isClosed()) {
      cancel();
      throw new IllegalStateException("the local set is over: it was cancelled, or all was done");
    }
    boolean inner = tasks.isPolling();
    if (!inner) {
      set.enter(poller, cx.waker());
    }
    Object answer;
    try {
      Context below = cx.withSlots(tasks.within(cx.slots()));
      answer = tasks.polling(cx.slots(), () -> polled.pollRaw(below));
    } catch (Throwable failure) {
      end();
      throw failure;
    }
    if (answer != RawPoll.PENDING) {
      end();
    } else if (!inner) {
      set.tick(cx);
    }
    return answer;
  }

  private void end() {
    future = null;
    set.leave(poller);
  }

  @Override
  public Poll<T> poll(Context cx) throws Exception {
    return RawPoll.box(pollRaw(cx));
  }

  @Override
  public void cancel() {
    Future<T> cancelled = future;
    if (cancelled != null) {
      set.tasks().mustOwn("cancelled");
      end();
      cancelled.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    Future<T> cancelled = future;
    if (cancelled == null) {
      return Poll.done();
    }
    Confined tasks = set.tasks();
    tasks.mustOwn("cancelled");
    if (!tasks.isPolling()) {
      set.enter(poller, cx.waker());
    }
    Poll<Void> answer = cancelled.pollCancel(cx.withSlots(tasks.within(cx.slots())));
    if (answer.isReady()) {
      end();
    } else if (!tasks.isPolling()) {
      set.tick(cx); // it may wait for one of them
    }
    return answer;
  }

  @Override
  public List<Future<?>> awaited() {
    Future<T> polled = future;
    return polled != null ? List.of(polled) : List.of();
  }

  @Override
  public String toString() {
    return "runUntil";
  }
}
