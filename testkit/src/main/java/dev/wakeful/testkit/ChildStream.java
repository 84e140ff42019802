package dev.wakeful.testkit;

import dev.wakeful.stream.Next;
import dev.wakeful.stream.RawNext;
import dev.wakeful.stream.Stream;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream of a [Probe]. Hurt, it fails in place of its first item and goes on.
final class ChildStream<T> implements Stream<T>, Probe.Watched {
  private final Child child;
  private final List<T> items;
  private final int steps;
  private int given;

  ChildStream(Probe probe, String name, int steps, List<T> items) {
    this.child = new Child(probe, name, steps, null);
    this.items = items;
    this.steps = steps;
  }

  @Override
  public @Nullable Object pollNextRaw(Context cx) throws Exception {
    child.enter(cx);
    try {
      if (!child.isReady(cx)) {
        return RawNext.PENDING;
      }
      child.hurt();
      if (given == items.size()) {
        child.end("had ended");
        return RawNext.END;
      }
      child.again(steps);
      return items.get(given++);
    } catch (Child.Stopped e) {
      child.end("was stopped");
      throw e;
    } finally {
      child.leave();
    }
  }

  @Override
  public Next<T> pollNext(Context cx) throws Exception {
    return RawNext.box(pollNextRaw(cx));
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
