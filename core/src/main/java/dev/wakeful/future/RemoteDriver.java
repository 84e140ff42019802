package dev.wakeful.future;

import dev.wakeful.task.AtomicWaker;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The driver of a [RemoteHandle].
final class RemoteDriver<T extends @Nullable Object> extends RawFuture<Void> implements Traced {
  private final AtomicWaker waiting = new AtomicWaker();
  private final RemoteHandle<T> handle = new RemoteHandle<>(this);
  private @Nullable Future<T> source;

  RemoteDriver(Future<T> source) {
    this.source = Objects.requireNonNull(source);
  }

  RemoteHandle<T> handle() {
    return handle;
  }

  /// The handle has been given up.
  void wake() {
    waiting.wake();
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    Future<T> polled = source;
    if (polled == null) {
      throw Finished.polledAgain("the driver of a remoteHandle");
    }
    waiting.register(cx.waker()); // before the look, so that giving up later is heard of
    if (handle.isGivenUp()) {
      cancel();
      return null;
    }
    Outcome<T> outcome;
    try {
      Object raw = polled.pollRaw(cx);
      if (raw == RawPoll.PENDING) {
        return raw;
      }
      outcome = new Outcome.Success<>(RawPoll.value(raw));
    } catch (Exception | Error e) {
      outcome = new Outcome.Failure<>(e);
    }
    source = null;
    waiting.take();
    if (!handle.settle(outcome) && outcome instanceof Outcome.Failure<T>) {
      outcome.get(); // nobody is there to be told
    }
    return null;
  }

  @Override
  public void cancel() {
    Future<T> left = source;
    source = null;
    if (left != null) {
      left.cancel();
      gone();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    if (Children.isEnding(source, cx)) {
      return Poll.pending();
    }
    if (source != null) {
      source = null;
      gone();
    }
    return Poll.done();
  }

  private void gone() {
    waiting.take();
    handle.settle(null);
  }

  @Override
  public List<Future<?>> awaited() {
    return Children.present(source, null);
  }

  @Override
  public String toString() {
    return "remoteHandle";
  }
}
