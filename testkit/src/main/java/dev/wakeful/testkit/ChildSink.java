package dev.wakeful.testkit;

import dev.wakeful.stream.Sink;
import dev.wakeful.task.Context;
import dev.wakeful.task.Poll;
import org.jspecify.annotations.Nullable;

/// A sink of a [Probe].
///
/// Unlike a future it may be asked after its end, when it refuses, and cancelled twice: adapters of
/// sinks leave it to the last one to know that all is over.
final class ChildSink<T extends @Nullable Object> implements Sink<T>, Probe.Watched {
  private final Probe probe;
  private final Child child;
  private final int steps;
  private boolean asked;
  private boolean dirty;
  private boolean over;
  private boolean closed;

  ChildSink(Probe probe, String name, int steps) {
    this.probe = probe;
    this.child = new Child(probe, name, steps, null);
    this.steps = steps;
  }

  @Override
  public Poll<Void> pollReady(Context cx) throws Exception {
    asked = (asked && !over) || poll(cx, false);
    return asked ? Poll.done() : Poll.pending();
  }

  @Override
  public void startSend(T item) throws Exception {
    if (!asked) {
      if (probe.polls > 0) {
        probe.violated(ContractRule.SENT_UNASKED, child + " was sent an item without being asked");
      }
      throw new IllegalStateException("pollReady was not asked");
    }
    asked = false;
    dirty = true;
    child.again(steps);
  }

  @Override
  public Poll<Void> pollFlush(Context cx) throws Exception {
    if (!dirty) {
      return Poll.done();
    }
    boolean done = poll(cx, false);
    dirty = !done;
    return done ? Poll.done() : Poll.pending();
  }

  @Override
  public Poll<Void> pollClose(Context cx) throws Exception {
    return closed || poll(cx, true) ? Poll.done() : Poll.pending();
  }

  private boolean poll(Context cx, boolean closes) throws Exception {
    if (over) {
      throw new IllegalStateException(child + " is closed");
    }
    child.enter(cx);
    boolean whole = false;
    boolean ready = false;
    try {
      ready = child.isReady(cx);
      if (ready) {
        child.hurt();
        child.again(closes ? 0 : steps);
      }
      whole = true;
      return ready;
    } finally {
      child.leave();
      closed = whole && ready && closes;
      over = !whole || closed;
      if (over) {
        child.end(whole ? "was closed" : "had failed");
      }
    }
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      child.cancel();
    }
  }

  @Override
  public Poll<Void> pollCancel(Context cx) {
    Poll<Void> answer = over ? Poll.done() : child.pollCancel(cx);
    over = over || answer.isReady();
    return answer;
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
