package dev.wakeful.testkit;

import dev.wakeful.future.RawFuture;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import dev.wakeful.task.RawPoll;
import org.jspecify.annotations.Nullable;

/// A future of a [Probe].
final class ChildFuture<T extends @Nullable Object> extends RawFuture<T> implements Probe.Watched {
  private final Child child;
  private final @Nullable Object value;
  private final @Nullable Exception failure;

  ChildFuture(
      Probe probe, String name, int steps, @Nullable Object value, @Nullable Exception failure) {
    this.child = new Child(probe, name, steps, null);
    this.value = value;
    this.failure = failure;
  }

  @Override
  public @Nullable Object pollRaw(Context cx) throws Exception {
    child.enter(cx);
    boolean pending = false;
    try {
      pending = !child.isReady(cx);
      if (pending) {
        return RawPoll.PENDING;
      }
      child.hurt();
      if (failure != null) {
        throw failure;
      }
      return value;
    } finally {
      child.leave();
      if (!pending) {
        child.end("had finished");
      }
    }
  }

  @Override
  public void cancel() {
    child.cancel();
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    return child.pollCancel(cx);
  }

  @Override
  public Child child() {
    return child;
  }

  @Override
  public String toString() {
    return child.toString();
  }
}
